import type { Translate } from '../l10n.ts';
import type { Reach } from './detect.ts';
import { troubleText } from './ssh/describe-trouble.ts';
import type { Target } from './target.ts';

/** The short name of a target, for the status bar and in sentences. */
export function targetLabel(target: Pick<Target, 'kind' | 'manager' | 'host'>, t: Translate): string {
  switch (target.kind) {
    case 'user':
      return t('User Manager');
    case 'system':
      return t('System Manager');
    case 'dry-run':
      return t('Dry Run');
    case 'ssh':
      return target.manager === 'user'
        ? t('User Manager on {0}', target.host ?? '')
        : t('System Manager on {0}', target.host ?? '');
    case 'container':
      return t('Container {0}', target.host ?? '');
  }
}

/** A target within a sentence: `Deploy a.socket to {0}?` */
export function targetPhrase(target: Pick<Target, 'kind' | 'manager' | 'host'>, t: Translate): string {
  switch (target.kind) {
    case 'user':
      return t('the user manager');
    case 'system':
      return t('the system manager');
    case 'dry-run':
      return t('the dry run');
    case 'ssh':
      return target.manager === 'user'
        ? t('the user manager of {0}', target.host ?? '')
        : t('the system manager of {0}', target.host ?? '');
    case 'container':
      return t('the container {0}', target.host ?? '');
  }
}

/** The machine that a target is on, within a sentence. */
export function machinePhrase(target: Pick<Target, 'host'>, t: Translate): string {
  return target.host ?? t('this machine');
}

/** The description of a target in the picker, in one line. */
export function targetDetail(target: Pick<Target, 'kind' | 'elevation' | 'unlocked' | 'host'>, t: Translate): string {
  switch (target.kind) {
    case 'user':
      return t('systemctl --user: units of your own account; needs no privileges');
    case 'system':
      return target.elevation === 'direct' || target.unlocked
        ? t('systemctl: units of the whole machine')
        : target.elevation === 'none'
          ? t('systemctl: read-only, because neither pkexec nor sudo is installed')
          : t('systemctl: units of the whole machine; asks for an administrator’s password');
    case 'dry-run':
      return t('systemd-socket-activate: tries a socket without installing anything; needs no manager');
    case 'ssh':
      return target.elevation === 'sudo'
        ? t('over ssh to {0}, with your own configuration and keys; changes are made with sudo -n', target.host ?? '')
        : t('over ssh to {0}, with your own configuration and keys', target.host ?? '');
    case 'container':
      return t('systemd-run --machine={0}: units of a container on this machine', target.host ?? '');
  }
}

/** A command as a person would type it for the same effect. */
export function commandThere(target: Pick<Target, 'kind' | 'elevation' | 'host'>, argv: readonly string[]): string[] {
  if (target.kind === 'container') return ['systemd-run', `--machine=${target.host}`, '--pipe', '--wait', ...argv];
  if (target.kind !== 'ssh') return [...argv];
  return ['ssh', target.host ?? '', ...(target.elevation === 'sudo' ? ['sudo', '-n'] : []), ...argv];
}

/** Why a target cannot be used. */
export function reachText(reach: Reach, t: Translate): string {
  if (reach.kind === 'reachable') return reach.version === '' ? '' : `systemd ${reach.version}`;
  switch (reach.reason) {
    case 'not-linux':
      return t('not on this system: systemd runs on Linux only');
    case 'no-systemctl':
      return t('{0} is not installed', reach.detail || 'systemctl');
    case 'no-manager':
      return t('this machine was not started by systemd');
    case 'no-bus':
      return t('no user manager is running');
    case 'no-connection':
      return troubleText(reach.detail, t);
    case 'no-privileges':
      return reach.detail || t('only root may enter it');
    case 'no-ssh':
      return t('there is no ssh client here');
    default:
      return reach.detail || t('cannot be reached');
  }
}
