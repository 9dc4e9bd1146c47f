import { say } from '../text/message.ts';
import { comment, type UnitLine } from './unit-text.ts';

/** What a service needs, so that the rest can be taken from it. */
export interface Needs {
  readonly manager: 'system' | 'user';
  /** Whether it makes machine code while it runs. */
  readonly writesCode: boolean;
  /** Whether it opens sockets of its own, beside those that it is handed. */
  readonly network: boolean;
  /** The account that it has to run as, for its program lies in a home directory or below /tmp, as far as it is known. Any will do without. */
  readonly account: { readonly name: string | undefined } | undefined;
}

/**
 * The lines that take from a service what it does not need. A user manager has no privileges to make a mount namespace with, nor another
 * user, on every machine: there are only the lines that the kernel grants to anybody (seccomp and no new privileges).
 */
export function sandbox({ manager, writesCode, network, account }: Needs): readonly UnitLine[] {
  const families = network ? 'AF_UNIX AF_INET AF_INET6 AF_NETLINK' : 'AF_UNIX';
  return [
    ...(manager === 'system' ? privileged(account) : ['NoNewPrivileges=yes']),
    'LockPersonality=yes',
    ...(writesCode ? [] : ['MemoryDenyWriteExecute=yes']),
    ...(network
      ? []
      : [comment(say`The socket comes from systemd, so that the program can do without a network of its own.`)]),
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

function privileged(account: Needs['account']): readonly UnitLine[] {
  return [
    ...(account === undefined
      ? ['DynamicUser=yes', 'ProtectHome=yes']
      : [
          comment(
            say`Installed outside of home directories and /tmp, the program can run with DynamicUser=yes and ProtectHome=yes.`,
          ),
          ...(account.name === undefined || account.name === 'root' ? [] : [`User=${account.name}`]),
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
