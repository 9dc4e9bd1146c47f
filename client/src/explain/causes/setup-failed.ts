import type { Translate } from '../../l10n.ts';
import type { Cause } from '../cause.ts';
import { said } from '../evidence.ts';

/** The statuses with which systemd itself ends a process it could not set up (src/shared/exit-status.c). */
export const cause: Cause = {
  code: 'setup-failed',
  rank: 4,
  explain(evidence, t) {
    const step = said(evidence, /Failed at step ([A-Z_]+) spawning/)?.[1];
    const exit = evidence.exit?.code === 'exited' ? evidence.exit.status : undefined;
    const found = SETUP_STATUSES.find(
      (status) => status === exit || (step !== undefined && meaningOf(status, t)?.[0] === step),
    );
    const known = found === undefined ? undefined : meaningOf(found, t);
    if (known === undefined) return undefined;
    const [name, meaning, directive] = known;
    return {
      cause: t('systemd could not set up the process: {0} (status {1}/{2}).', meaning, found ?? 0, name),
      next: t('Check {0}; the journal names the detail.', `${directive}=`),
      remedies: [
        { title: t('Open {0}', `${directive}=`), action: { kind: 'edit', directive } },
        { title: t('Show Journal'), action: { kind: 'journal' } },
      ],
    };
  },
};

/** From EXIT_CHDIR to EXIT_BPF. */
const SETUP_STATUSES = Array.from({ length: 46 }, (_, index) => 200 + index);

/** Name, meaning and the directive to look at. */
function meaningOf(status: number, t: Translate): readonly [string, string, string] | undefined {
  switch (status) {
    case 200:
      return ['CHDIR', t('the working directory cannot be entered'), 'WorkingDirectory'];
    case 202:
      return ['FDS', t('its file descriptors cannot be arranged'), 'StandardInput'];
    case 205:
      return ['LIMITS', t('a resource limit cannot be set'), 'Limit'];
    case 208:
      return ['STDIN', t('standard input cannot be set up'), 'StandardInput'];
    case 209:
      return ['STDOUT', t('standard output cannot be set up'), 'StandardOutput'];
    case 210:
      return ['CHROOT', t('the root directory cannot be changed'), 'RootDirectory'];
    case 214:
      return ['SETSCHEDULER', t('the scheduling policy cannot be set'), 'CPUSchedulingPolicy'];
    case 216:
      return ['GROUP', t('the group does not exist or must not be used'), 'Group'];
    case 217:
      return ['USER', t('the user does not exist or must not be used'), 'User'];
    case 218:
      return ['CAPABILITIES', t('the capabilities cannot be set'), 'CapabilityBoundingSet'];
    case 219:
      return ['CGROUP', t('the control group cannot be set up'), 'Slice'];
    case 222:
      return ['STDERR', t('standard error cannot be set up'), 'StandardError'];
    case 224:
      return ['PAM', t('the PAM session cannot be opened'), 'PAMName'];
    case 225:
      return ['NETWORK', t('the network namespace cannot be set up'), 'PrivateNetwork'];
    case 226:
      return ['NAMESPACE', t('the file system view cannot be set up'), 'ProtectSystem'];
    case 227:
      return ['NO_NEW_PRIVILEGES', t('NoNewPrivileges= cannot be set'), 'NoNewPrivileges'];
    case 228:
      return ['SECCOMP', t('the system call filter cannot be installed'), 'SystemCallFilter'];
    case 229:
      return ['SELINUX_CONTEXT', t('the SELinux context cannot be applied'), 'SELinuxContext'];
    case 231:
      return ['APPARMOR', t('the AppArmor profile cannot be applied'), 'AppArmorProfile'];
    case 233:
      return ['RUNTIME_DIRECTORY', t('the runtime directory cannot be created'), 'RuntimeDirectory'];
    case 238:
      return ['STATE_DIRECTORY', t('the state directory cannot be created'), 'StateDirectory'];
    case 239:
      return ['CACHE_DIRECTORY', t('the cache directory cannot be created'), 'CacheDirectory'];
    case 240:
      return ['LOGS_DIRECTORY', t('the logs directory cannot be created'), 'LogsDirectory'];
    case 241:
      return ['CONFIGURATION_DIRECTORY', t('the configuration directory cannot be created'), 'ConfigurationDirectory'];
    case 243:
      return ['CREDENTIALS', t('a credential cannot be loaded'), 'LoadCredential'];
    default:
      return undefined;
  }
}
