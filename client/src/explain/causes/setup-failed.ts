import type { Translate } from '../../l10n.ts';
import type { Cause } from '../cause.ts';
import { type Evidence, said } from '../evidence.ts';

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
    if (found === undefined || known === undefined) return undefined;
    const [name, meaning, directive] = (evidence.manager === 'user' && withoutRoot(evidence, found, t)) || known;
    const opened = directive.split('=')[0]!;
    return {
      cause: t('systemd could not set up the process: {0} (status {1}/{2}).', meaning, found, name),
      next:
        meaning === known[1]
          ? t('Check {0}; the journal names the detail.', `${directive}=`)
          : t('Remove {0}, or use the system manager.', `${directive}=`),
      remedies: [
        { title: t('Open {0}', `${opened}=`), action: { kind: 'edit', directive: opened } },
        { title: t('Show Journal'), action: { kind: 'journal' } },
      ],
    };
  },
};

/**
 * The same where the manager of a user tried what only root may do. A status stands for several directives there; what the journal says
 * tells them apart (src/core/exec-invoke.c, before 255 src/core/execute.c).
 */
function withoutRoot(evidence: Evidence, status: number, t: Translate): Meaning | undefined {
  switch (status) {
    case 211:
      return ['IOPRIO', t('the manager of a user may not use real-time I/O'), 'IOSchedulingClass'];
    case 213:
      return ['SECUREBITS', t('the manager of a user may not set secure bits'), 'SecureBits'];
    case 214:
      return ['SETSCHEDULER', t('the manager of a user may not use real-time scheduling'), 'CPUSchedulingPolicy'];
    case 216: {
      // The group does not exist then, as it might not for the system manager.
      if (said(evidence, /Failed to determine group credentials/)) return undefined;
      const directive = said(evidence, /Changing group credentials/) ? 'User=, Group=, SupplementaryGroups' : 'User';
      return ['GROUP', t('the manager of a user cannot switch to another user or group'), directive];
    }
    case 217: {
      if (!said(evidence, /dynamic user/)) return undefined;
      return ['USER', t('the manager of a user cannot switch to another user or group'), 'DynamicUser'];
    }
    case 218: {
      const directive = said(evidence, /ambient capabilities/) ? 'AmbientCapabilities' : 'CapabilityBoundingSet';
      return ['CAPABILITIES', t('the manager of a user cannot change capabilities'), directive];
    }
    default:
      return undefined;
  }
}

/** From EXIT_CHDIR to EXIT_BPF. */
const SETUP_STATUSES = Array.from({ length: 46 }, (_, index) => 200 + index);

/** systemd's name of a status, what it means, and the directive to look at. */
type Meaning = readonly [name: string, meaning: string, directive: string];

function meaningOf(status: number, t: Translate): Meaning | undefined {
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
    case 211:
      return ['IOPRIO', t('the I/O scheduling class cannot be set'), 'IOSchedulingClass'];
    case 213:
      return ['SECUREBITS', t('the secure bits cannot be set'), 'SecureBits'];
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
