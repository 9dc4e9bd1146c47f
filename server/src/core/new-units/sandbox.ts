/** What a service needs, so that the rest can be taken from it. */
export interface Needs {
  readonly manager: 'system' | 'user';
  /** Whether it makes machine code while it runs. */
  readonly writesCode: boolean;
  /** Whether it opens sockets of its own, beside those that it is handed. */
  readonly network: boolean;
  /** The account that it runs as, where its program lies in a home directory or below /tmp; undefined where any will do. */
  readonly user: string | undefined;
}

/**
 * The lines that take from a service what it does not need. A user manager has no privileges to make a mount namespace with, nor another
 * user, on every machine: there are only the lines that the kernel grants to anybody (seccomp and no new privileges).
 */
export function sandbox({ manager, writesCode, network, user }: Needs): readonly string[] {
  const families = network ? 'AF_UNIX AF_INET AF_INET6 AF_NETLINK' : 'AF_UNIX';
  return [
    ...(manager === 'system' ? privileged(user) : ['NoNewPrivileges=yes']),
    'LockPersonality=yes',
    ...(writesCode ? [] : ['MemoryDenyWriteExecute=yes']),
    ...(network ? [] : ['# The socket comes from systemd, so that the program can do without a network of its own.']),
    `RestrictAddressFamilies=${families}`,
    ...(manager === 'system' && !network ? ['PrivateNetwork=yes'] : []),
    'RestrictNamespaces=yes',
    'RestrictRealtime=yes',
    'RestrictSUIDSGID=yes',
    'SystemCallArchitectures=native',
    'SystemCallFilter=@system-service',
    'SystemCallFilter=~@privileged @resources',
    'SystemCallErrorNumber=EPERM',
    'UMask=0077',
  ];
}

function privileged(user: string | undefined): readonly string[] {
  return [
    ...(user === undefined
      ? ['DynamicUser=yes', 'ProtectHome=yes']
      : [
          '# Installed outside of home directories and /tmp, the program can run with DynamicUser=yes and ProtectHome=yes.',
          ...(user === 'root' ? [] : [`User=${user}`]),
          'NoNewPrivileges=yes',
          'ProtectHome=read-only',
          'ProtectSystem=strict',
        ]),
    'CapabilityBoundingSet=',
    'PrivateDevices=yes',
    'ProcSubset=pid',
    'ProtectClock=yes',
    'ProtectControlGroups=yes',
    'ProtectHostname=yes',
    'ProtectKernelLogs=yes',
    'ProtectKernelModules=yes',
    'ProtectKernelTunables=yes',
    'ProtectProc=invisible',
  ];
}
