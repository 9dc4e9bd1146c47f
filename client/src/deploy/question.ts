import type { Blocker } from '../../../server/src/protocol/plan.ts';
import type { Translate } from '../l10n.ts';
import { commandThere, targetDetail, targetPhrase } from '../manager/describe-target.ts';
import { systemctl } from '../manager/systemctl.ts';
import type { Target } from '../manager/target.ts';
import { changes, type DeployItem, type Deployment, verification, withoutPrograms } from './deployment.ts';
import { type Removal, removalCommands } from './undeploy.ts';

/** A confirmation that shows everything that a yes would do. */
export interface Question {
  /** Shown as a modal dialog. */
  readonly modal: true;
  readonly message: string;
  readonly detail: string;
  /** Something in it is known not to work. */
  readonly warns?: boolean;
  /** Each of these is a yes. Everything else is a no. */
  readonly answers: readonly string[];
}

/** The question before a deployment, and what of it an answer agrees to; undefined for a no. */
export interface DeploymentQuestion extends Question {
  /** What stands against it and can be mended, which is better than a yes. */
  readonly mendable: (Blocker & { readonly remedy: string }) | undefined;
  agreed(answer: string | undefined): Deployment | undefined;
}

/** Shows what a deployment will write and run. Programs that would be copied along can be left out. */
export function deploymentQuestion(deployment: Deployment, start: boolean, t: Translate): DeploymentQuestion {
  const { plan, target } = deployment;
  const warns = plan.blockers.length > 0;
  const yes = start ? (warns ? t('Activate Anyway') : t('Activate')) : warns ? t('Deploy Anyway') : t('Deploy');
  const units = t('Without the Programs');
  const copies = changes(deployment).some(({ kind, change }) => kind === 'handler' && change !== 'mode');
  const place = targetPhrase(target, t);
  return {
    modal: true,
    message: start ? t('Activate {0} on {1}?', plan.start, place) : t('Deploy {0} to {1}?', plan.unit, place),
    detail: deploymentDetail(deployment, start, t),
    warns,
    mendable: plan.blockers.find(isMendable),
    answers: copies ? [yes, units] : [yes],
    agreed: (answer) => {
      if (answer === yes) return deployment;
      return copies && answer === units ? withoutPrograms(deployment) : undefined;
    },
  };
}

function isMendable(blocker: Blocker): blocker is Blocker & { readonly remedy: string } {
  return blocker.remedy !== undefined;
}

/** Shows what undeploying will do. */
export function removalQuestion(target: Target, { deployed, ours, left }: Removal, t: Translate): Question {
  const files = ours.map(({ file }) =>
    file.before.kind === 'absent' ? t('{0} (removed)', file.path) : t('{0} (put back as it was before)', file.path),
  );
  const detail = [
    ...rightsText(target, t),
    '',
    t('Files:'),
    ...files.map((text) => `• ${text}`),
    ...deployed.folders.map((path) => `• ${t('{0} (removed if nothing else is in it)', path)}`),
    ...left.map((path) => `• ${t('{0} (not changed: somebody else has changed it)', path)}`),
    '',
    t('Commands:'),
    ...removalCommands(target, deployed).map((argv) => `• ${commandText(commandThere(target, argv))}`),
  ].join('\n');
  const message = t('Undeploy {0} from {1}?', deployed.unit, targetPhrase(target, t));
  return { modal: true, message, detail, answers: [t('Undeploy')] };
}

/** Shows a command that runs with privileges that the editor does not have. */
export function commandQuestion(target: Target, argv: readonly string[], t: Translate): Question {
  const detail = [commandText(commandThere(target, argv)), '', ...rightsText(target, t)].join('\n');
  return { modal: true, message: t('Run this on {0}?', targetPhrase(target, t)), detail, answers: [t('Run')] };
}

/** The privileges that are used, and what else they are used for. */
function rightsText(target: Target, t: Translate): string[] {
  const rights = targetDetail(target, t);
  return target.elevation === 'direct' ? [rights] : [rights, t('The journal is read with the same rights.')];
}

/** A command for reading, without the options that only concern how its output looks. */
export function commandText(argv: readonly string[]): string {
  return argv.filter((word) => !QUIET.has(word)).join(' ');
}

const QUIET = new Set(['--no-pager', '--no-ask-password', '--man=no']);

function deploymentDetail(deployment: Deployment, start: boolean, t: Translate): string {
  const { plan, target, directory } = deployment;
  const files = changes(deployment).map((item) => `• ${changeText(item, directory, t)}`);
  const warnings = plan.blockers.map(({ message }) => `⚠ ${message}`);
  const check = verification(deployment);
  const commands = [
    ...(check === undefined ? [] : [check]),
    systemctl(target, 'daemon-reload'),
    ...(start ? [systemctl(target, 'restart', [plan.start])] : []),
  ];
  return [
    ...(warnings.length > 0 ? [...warnings, ''] : []),
    ...rightsText(target, t),
    '',
    ...(files.length > 0 ? [t('Files in {0}:', directory), ...files, ''] : []),
    t('Commands:'),
    ...commands.map((argv) => `• ${commandText(commandThere(target, argv))}`),
    '',
    t('If a step fails, everything is put back as it was.'),
  ].join('\n');
}

function changeText({ change, path: full, installed }: DeployItem, directory: string, t: Translate): string {
  const path = full.startsWith(`${directory}/`) ? full.slice(directory.length + 1) : full;
  switch (change) {
    case 'create':
      return t('{0} (new)', path);
    case 'replace':
      return installed.kind === 'link'
        ? t('{0} (replaces a link to {1})', path, installed.to)
        : t('{0} (replaces the installed one)', path);
    case 'mode':
      return t('{0} (becomes executable)', path);
    case 'none':
      return path;
  }
}
