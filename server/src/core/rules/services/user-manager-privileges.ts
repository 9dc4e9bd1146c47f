import { parseBoolean } from '../../values/keywords/boolean.ts';
import { PATH_ACCESS } from '../../workspace/exec-directories.ts';

/** A setting that the kernel allows to root only, so that the manager of an ordinary user fails to apply it. */
export interface Privilege {
  readonly key: string;
  /** The exit status of the process that should have become the program: its number and systemd's name for it. */
  readonly status: string;
  /** The first version that fails, where older ones do not. */
  readonly from?: number;
  /** The first version that may succeed. */
  readonly until?: number;
  /** Whether the setting works inside of a user namespace, which PrivateUsers= and many others give to the unit. */
  readonly inNamespace?: true;
  /** Whether a command that runs with full privileges, one with the prefix `+`, is not concerned. */
  readonly sandbox?: true;
  /** Whether a value needs the privilege; without this every value does. */
  readonly needs?: (value: string) => boolean;
}

/**
 * The settings of the execution environment that fail in a user manager, with when they do: src/core/execute.c, exec_child, since 255
 * src/core/exec-invoke.c, exec_invoke. Each was seen to fail in the user managers of systemd 247, 252, 254, 257 and 262.
 */
export const PRIVILEGES: readonly Privilege[] = [
  { key: 'User', status: '216/GROUP' },
  { key: 'Group', status: '216/GROUP' },
  { key: 'SupplementaryGroups', status: '216/GROUP' },
  { key: 'DynamicUser', status: '217/USER', until: 256, needs: isOn },
  { key: 'PrivateUsers', status: '217/USER', from: 257, sandbox: true, needs: isOneOf('identity', 'full') },
  { key: 'AmbientCapabilities', status: '218/CAPABILITIES', inNamespace: true, sandbox: true },
  { key: 'CapabilityBoundingSet', status: '218/CAPABILITIES', inNamespace: true, sandbox: true },
  ...['PrivateDevices', 'ProtectKernelModules', 'ProtectKernelLogs', 'ProtectClock'].map(
    (key): Privilege => ({
      key,
      status: '218/CAPABILITIES',
      until: 254,
      inNamespace: true,
      sandbox: true,
      needs: isOn,
    }),
  ),
  { key: 'SecureBits', status: '213/SECUREBITS', inNamespace: true, sandbox: true },
  { key: 'CPUSchedulingPolicy', status: '214/SETSCHEDULER', needs: isOneOf('fifo', 'rr', '1', '2') },
  { key: 'IOSchedulingClass', status: '211/IOPRIO', needs: isOneOf('realtime', '1') },
  { key: 'NetworkNamespacePath', status: '225/NETWORK' },
  {
    key: 'RootDirectory',
    status: '226/NAMESPACE',
    until: 254,
    inNamespace: true,
    sandbox: true,
    needs: (value) => value !== '/',
  },
  ...['TemporaryFileSystem', 'ExtensionDirectories', 'LogNamespace'].map(
    (key): Privilege => ({ key, status: '226/NAMESPACE', until: 254, inNamespace: true, sandbox: true }),
  ),
  ...['BindPaths', 'BindReadOnlyPaths'].map(
    (key): Privilege => ({
      key,
      status: '226/NAMESPACE',
      until: 254,
      inNamespace: true,
      sandbox: true,
      needs: bindsElsewhere,
    }),
  ),
  ...['RootImage', 'MountImages', 'ExtensionImages'].map(
    (key): Privilege => ({ key, status: '226/NAMESPACE', until: 256, sandbox: true }),
  ),
];

function isOn(value: string): boolean {
  return parseBoolean(value) === true;
}

function isOneOf(...words: readonly string[]): (value: string) => boolean {
  return (value) => words.includes(value);
}

/** Whether a bind mount shows a path at another place; one at its own place is left out without an error. */
function bindsElsewhere(value: string): boolean {
  const [source, destination = source] = value.replace(/^-/, '').split(':');
  return source !== destination;
}

/** The settings that give a unit a user namespace in a user manager, since {@link IMPLIES_NAMESPACE}, besides PrivateUsers=. */
export const NAMESPACE_SETTINGS: readonly string[] = [
  'PrivateTmp',
  'PrivateDevices',
  'PrivateNetwork',
  'NetworkNamespacePath',
  'PrivateIPC',
  'IPCNamespacePath',
  'PrivateMounts',
  'PrivatePIDs',
  'MountAPIVFS',
  'BindLogSockets',
  'BindPaths',
  'BindReadOnlyPaths',
  'TemporaryFileSystem',
  'RootDirectory',
  'RootImage',
  'RootMStack',
  'MountImages',
  'ExtensionImages',
  'ExtensionDirectories',
  'ProtectSystem',
  'ProtectHome',
  'ProtectKernelTunables',
  'ProtectKernelModules',
  'ProtectKernelLogs',
  'ProtectControlGroups',
  'ProtectClock',
  'ProtectHostname',
  'PrivateBPF',
  'UserNamespacePath',
  ...PATH_ACCESS,
];

/** exec_context_need_unprivileged_private_users came with this version. */
export const IMPLIES_NAMESPACE = 254;
