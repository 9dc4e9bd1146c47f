import type { Translate } from '../l10n.ts';
import type { AddressKind } from './address.ts';

/** How a program comes to its clients: in a new way, or as inetd had it. */
export type Way = 'handler' | 'server' | 'proxy' | 'inetd';

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** When it is the right one. */
  readonly detail: string;
}

export function ways(t: Translate): readonly Choice<Way>[] {
  return [
    {
      id: 'handler',
      title: t('A process for each connection'),
      detail: t('Accept=yes, as with inetd: the connection is standard input and output.'),
    },
    {
      id: 'server',
      title: t('One process that takes the listening socket'),
      detail: t('Accept=no, sd_listen_fds. The program accepts connections, and exits when it is idle.'),
    },
    {
      id: 'proxy',
      title: t('A proxy to a server that listens by itself'),
      detail: t('systemd-socket-proxyd starts it for the first connection, and exits when idle.'),
    },
    {
      id: 'inetd',
      title: t('As an entry of inetd or xinetd says'),
      detail: t('The entry becomes a socket and a service that do the same.'),
    },
  ];
}

/** What a socket can listen at. A process for each connection and a proxy want connections, which datagrams do not make. */
export function addressKinds(way: Way, t: Translate): readonly Choice<AddressKind>[] {
  const kinds: readonly Choice<AddressKind>[] = [
    { id: 'tcp', title: t('TCP port'), detail: t('ListenStream=, for HTTP and other protocols with connections') },
    { id: 'udp', title: t('UDP port'), detail: t('ListenDatagram=, for single messages') },
    { id: 'unix', title: t('Unix socket'), detail: t('ListenStream= with a path, for programs of this machine') },
  ];
  return way === 'server' ? kinds : kinds.filter(({ id }) => id !== 'udp');
}
