import { type Message, say } from '../text/message.ts';
import {
  type Judge,
  judgeAmbientCapabilities,
  judgeArchitectures,
  judgeDelegate,
  judgeDevices,
  judgeIpAccess,
  judgeKeyringMode,
  judgeNotifyAccess,
  judgeProcSubset,
  judgeProtectHome,
  judgeProtectProc,
  judgeProtectSystem,
  judgeRemoveIpc,
  judgeRoot,
  judgeSupplementaryGroups,
  judgeUmask,
  judgeUser,
  noCalls,
  noFamily,
  noNamespace,
  wanted,
  without,
} from './judges.ts';

/** One thing that systemd-analyze looks at (src/analyze/analyze-security.c, struct security_assessor). */
export interface Assessment {
  /** As systemd-analyze names it to people. */
  readonly name: string;
  /** As it names it in JSON and in a policy. */
  readonly field: string;
  /** Its part of the whole, against the weights of the others that matter to the service. */
  readonly weight: number;
  /** What counts as all bad. */
  readonly range: number;
  readonly judge: Judge;
  /** What the service is kept from, as a gerund. */
  readonly keepsFrom: Message;
  /** The directives that decide, the one to point at first. */
  readonly keys: readonly string[];
  /** A line that makes it good; undefined where none does for every service. */
  readonly line: string | undefined;
  /** It does not matter to a service of early boot, which does without the default dependencies. */
  readonly lateOnly?: true;
  readonly since?: number;
}

/** What a version looks at, in the order of systemd's own table. */
export function assessments(version: number): readonly Assessment[] {
  return ASSESSMENTS.filter(({ since = 0 }) => since <= version);
}

/** A setting that is named alone, with a line that turns it on. */
function own(
  key: string,
  weight: number,
  keepsFrom: Message,
  { judge = wanted(key), range = 1, line = `${key}=yes` as string | undefined, keys = [key], lateOnly = false } = {},
): Assessment {
  const common = { name: `${key}=`, field: key, weight, range, judge, keepsFrom, keys, line };
  return lateOnly ? { ...common, lateOnly } : common;
}

function capability(
  short: string,
  weight: number,
  keepsFrom: Message,
  names = [`CAP_${short}`],
  field = '',
): Assessment {
  return {
    name: `CapabilityBoundingSet=~CAP_${short}`,
    field: `CapabilityBoundingSet_CAP_${field || short}`,
    weight,
    range: 1,
    judge: without(...names),
    keepsFrom,
    keys: ['CapabilityBoundingSet'],
    line: `CapabilityBoundingSet=~${names.join(' ')}`,
  };
}

function namespace(kind: string, weight: number, keepsFrom: Message): Assessment {
  return {
    name: `RestrictNamespaces=~${kind}`,
    field: `RestrictNamespaces_${kind}`,
    weight,
    range: 1,
    judge: noNamespace(kind),
    keepsFrom,
    keys: ['RestrictNamespaces'],
    line: `RestrictNamespaces=~${kind}`,
  };
}

function calls(group: string, weight: number, keepsFrom: Message): Assessment {
  return {
    name: `SystemCallFilter=~@${group}`,
    field: `SystemCallFilter_${group.replace('-', '_')}`,
    weight,
    range: 10,
    judge: noCalls(`@${group}`),
    keepsFrom,
    keys: ['SystemCallFilter'],
    line: `SystemCallFilter=~@${group}`,
  };
}

const FAMILIES = { keys: ['RestrictAddressFamilies'], range: 1 };

const ASSESSMENTS: readonly Assessment[] = [
  {
    ...own('User', 2000, say`running as root`, { judge: judgeUser, range: 10, line: 'DynamicUser=yes' }),
    name: 'User=/DynamicUser=',
    field: 'UserOrDynamicUser',
    keys: ['User', 'DynamicUser'],
  },
  own('SupplementaryGroups', 200, say`what more groups of users may do`, {
    judge: judgeSupplementaryGroups,
    line: 'SupplementaryGroups=',
  }),
  own('PrivateDevices', 1000, say`reaching hardware devices`),
  own('PrivateMounts', 1000, say`mounting file systems for others to see`),
  own('PrivateNetwork', 2500, say`reaching the network of the machine`),
  own('PrivateTmp', 1000, say`reaching the temporary files of others`, { lateOnly: true }),
  own('PrivateUsers', 1000, say`acting as other users of the machine`),
  own('ProtectControlGroups', 1000, say`changing control groups`),
  own('ProtectKernelModules', 1000, say`loading and reading kernel modules`),
  own('ProtectKernelTunables', 1000, say`changing what the kernel is tuned by, below /proc/sys and elsewhere`),
  own('ProtectKernelLogs', 1000, say`reading and writing the log of the kernel`),
  own('ProtectClock', 1000, say`setting the clock`),
  own('ProtectHome', 1000, say`reaching home directories`, { judge: judgeProtectHome, range: 10, lateOnly: true }),
  own('ProtectHostname', 50, say`changing the host name`),
  own('ProtectSystem', 1000, say`writing to the file system`, {
    judge: judgeProtectSystem,
    range: 10,
    line: 'ProtectSystem=strict',
    lateOnly: true,
  }),
  {
    ...own('RootDirectory', 200, say`seeing the file system of the machine`, { judge: judgeRoot, lateOnly: true }),
    name: 'RootDirectory=/RootImage=',
    field: 'RootDirectoryOrRootImage',
    keys: ['RootDirectory', 'RootImage'],
    line: undefined,
  },
  own('LockPersonality', 100, say`changing how the kernel runs it, as older systems did`),
  own('MemoryDenyWriteExecute', 100, say`running memory that it can write to`),
  own('NoNewPrivileges', 1000, say`gaining privileges, through setuid programs for example`),
  capability('SYS_ADMIN', 1500, say`administering the machine`),
  capability(
    'SET(UID|GID|PCAP)',
    1500,
    say`changing its users, groups and capabilities`,
    ['CAP_SETUID', 'CAP_SETGID', 'CAP_SETPCAP'],
    'SET_UID_GID_PCAP',
  ),
  capability('SYS_PTRACE', 1500, say`debugging any process`),
  capability('SYS_TIME', 1000, say`setting the clock, as a capability`),
  capability('NET_ADMIN', 1000, say`configuring the network`),
  capability('SYS_RAWIO', 1000, say`raw input and output`),
  capability('SYS_MODULE', 1000, say`loading kernel modules, as a capability`),
  capability(
    'AUDIT_*',
    500,
    say`using the audit system`,
    ['CAP_AUDIT_CONTROL', 'CAP_AUDIT_READ', 'CAP_AUDIT_WRITE'],
    'AUDIT',
  ),
  capability('SYSLOG', 500, say`reaching the log of the kernel, as a capability`),
  capability(
    'SYS_(NICE|RESOURCE)',
    500,
    say`raising priorities and limits`,
    ['CAP_SYS_NICE', 'CAP_SYS_RESOURCE'],
    'SYS_NICE_RESOURCE',
  ),
  capability('MKNOD', 500, say`making device nodes`),
  capability(
    '(CHOWN|FSETID|SETFCAP)',
    1000,
    say`changing the owners, modes and capabilities of any file`,
    ['CAP_CHOWN', 'CAP_FSETID', 'CAP_SETFCAP'],
    'CHOWN_FSETID_SETFCAP',
  ),
  capability(
    '(DAC_*|FOWNER|IPC_OWNER)',
    1000,
    say`passing over the permissions of files`,
    ['CAP_DAC_OVERRIDE', 'CAP_DAC_READ_SEARCH', 'CAP_FOWNER', 'CAP_IPC_OWNER'],
    'DAC_FOWNER_IPC_OWNER',
  ),
  capability('KILL', 500, say`sending signals to any process`),
  capability(
    'NET_(BIND_SERVICE|BROADCAST|RAW)',
    500,
    say`using privileged ports and raw sockets`,
    ['CAP_NET_BIND_SERVICE', 'CAP_NET_BROADCAST', 'CAP_NET_RAW'],
    // With the parenthesis, as systemd has it.
    'NET_BIND_SERVICE_BROADCAST_RAW)',
  ),
  capability('SYS_BOOT', 100, say`rebooting the machine`),
  capability('MAC_*', 100, say`changing mandatory access control`, ['CAP_MAC_ADMIN', 'CAP_MAC_OVERRIDE'], 'MAC'),
  capability('LINUX_IMMUTABLE', 75, say`making files immutable`),
  capability('IPC_LOCK', 50, say`locking memory`),
  capability('SYS_CHROOT', 50, say`changing its root directory`),
  capability('BLOCK_SUSPEND', 25, say`keeping the machine awake`),
  capability('WAKE_ALARM', 25, say`waking the machine up`),
  capability('LEASE', 25, say`taking leases on files`),
  capability('SYS_TTY_CONFIG', 25, say`hanging up terminals`),
  capability('SYS_PACCT', 25, say`turning process accounting on and off`),
  { ...capability('BPF', 25, say`loading BPF programs`), since: 252 },
  own('UMask', 100, say`making files that others can read`, { judge: judgeUmask, range: 10, line: 'UMask=0077' }),
  own('KeyringMode', 1000, say`sharing kernel keys with other services`, {
    judge: judgeKeyringMode,
    line: 'KeyringMode=private',
  }),
  own('ProtectProc', 1000, say`seeing the processes of others`, {
    judge: judgeProtectProc,
    range: 3,
    line: 'ProtectProc=invisible',
  }),
  own('ProcSubset', 10, say`reading in /proc what is not about processes`, {
    judge: judgeProcSubset,
    line: 'ProcSubset=pid',
  }),
  own('NotifyAccess', 1000, say`changing its state from any of its processes`, {
    judge: judgeNotifyAccess,
    line: 'NotifyAccess=main',
  }),
  own('RemoveIPC', 100, say`leaving IPC objects behind`, { judge: judgeRemoveIpc }),
  own('Delegate', 100, say`managing control groups of its own`, { judge: judgeDelegate, line: 'Delegate=no' }),
  own('RestrictRealtime', 500, say`realtime scheduling`),
  own('RestrictSUIDSGID', 1000, say`making setuid and setgid files`),
  namespace('user', 1500, say`making user namespaces`),
  namespace('mnt', 500, say`making mount namespaces`),
  namespace('ipc', 500, say`making IPC namespaces`),
  namespace('pid', 500, say`making process namespaces`),
  namespace('cgroup', 500, say`making control group namespaces`),
  namespace('net', 500, say`making network namespaces`),
  namespace('uts', 100, say`making host name namespaces`),
  {
    ...FAMILIES,
    name: 'RestrictAddressFamilies=~AF_(INET|INET6)',
    field: 'RestrictAddressFamilies_AF_INET_INET6',
    weight: 1500,
    judge: noFamily('inet'),
    keepsFrom: say`opening Internet sockets`,
    line: 'RestrictAddressFamilies=~AF_INET AF_INET6',
  },
  {
    ...FAMILIES,
    name: 'RestrictAddressFamilies=~AF_UNIX',
    field: 'RestrictAddressFamilies_AF_UNIX',
    weight: 25,
    judge: noFamily('unix'),
    keepsFrom: say`opening local sockets`,
    line: 'RestrictAddressFamilies=~AF_UNIX',
  },
  {
    ...FAMILIES,
    name: 'RestrictAddressFamilies=~AF_NETLINK',
    field: 'RestrictAddressFamilies_AF_NETLINK',
    weight: 200,
    judge: noFamily('netlink'),
    keepsFrom: say`opening netlink sockets`,
    line: 'RestrictAddressFamilies=~AF_NETLINK',
  },
  {
    ...FAMILIES,
    name: 'RestrictAddressFamilies=~AF_PACKET',
    field: 'RestrictAddressFamilies_AF_PACKET',
    weight: 1000,
    judge: noFamily('packet'),
    keepsFrom: say`opening packet sockets`,
    line: 'RestrictAddressFamilies=~AF_PACKET',
  },
  {
    ...FAMILIES,
    name: 'RestrictAddressFamilies=~…',
    field: 'RestrictAddressFamilies_OTHER',
    weight: 1250,
    judge: noFamily('other'),
    keepsFrom: say`opening sockets of unusual families`,
    line: 'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6',
  },
  own('SystemCallArchitectures', 1000, say`system calls of other architectures`, {
    judge: judgeArchitectures,
    range: 10,
    line: 'SystemCallArchitectures=native',
  }),
  calls('swap', 1000, say`turning swap on and off`),
  calls('obsolete', 250, say`obsolete system calls`),
  calls('clock', 1000, say`the system calls that set the clock`),
  calls('cpu-emulation', 250, say`emulating old processors`),
  calls('debug', 1000, say`tracing other processes`),
  calls('mount', 1000, say`mounting file systems`),
  calls('module', 1000, say`the system calls that load kernel modules`),
  calls('raw-io', 1000, say`the system calls for raw input and output`),
  calls('reboot', 1000, say`the system calls that reboot`),
  calls('privileged', 700, say`the system calls of an administrator`),
  calls('resources', 700, say`changing limits and scheduling`),
  own('IPAddressDeny', 1000, say`IP connections to any address`, {
    judge: judgeIpAccess,
    range: 10,
    keys: ['IPAddressDeny', 'IPAddressAllow', 'IPIngressFilterPath', 'IPEgressFilterPath'],
    line: 'IPAddressDeny=any',
  }),
  own('DeviceAllow', 1000, say`opening devices`, {
    judge: judgeDevices,
    range: 10,
    keys: ['DeviceAllow', 'DevicePolicy'],
    line: 'DevicePolicy=closed',
  }),
  own('AmbientCapabilities', 500, say`being given capabilities`, {
    judge: judgeAmbientCapabilities,
    line: 'AmbientCapabilities=',
  }),
];
