import type { ManagerKind } from '../../../server/src/protocol/plan.ts';

/** What a new socket listens at. */
export type AddressKind = 'tcp' | 'udp' | 'unix';

/** The directive that an address belongs to, as the server calls it. */
export function socketType(kind: AddressKind): 'stream' | 'datagram' {
  return kind === 'udp' ? 'datagram' : 'stream';
}

/** The address to begin with: reached from this machine only, until the person wants otherwise. */
export function proposedAddress(kind: AddressKind, name: string, manager: ManagerKind, port: number): string {
  if (kind === 'unix') return manager === 'user' ? `%t/${name}.sock` : `/run/${name}.sock`;
  return `127.0.0.1:${port}`;
}

/** Whether a text is an address of a kind: a port alone or behind an IP address, or a path or abstract name of a Unix socket. */
export function isAddress(kind: AddressKind, text: string): boolean {
  if (kind === 'unix') return /^(?:\/|%t\/|@)[^\s"'\\$;#]+$/.test(text) && text.length <= 107;
  const [, port] = /^(?:(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Fa-f:.]+\]):)?(\d{1,5})$/.exec(text) ?? [];
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}

/** Whether systemd-socket-proxyd can connect to it: `HOST:PORT`, or the path of a Unix socket. */
export function isBackendAddress(text: string): boolean {
  if (/^\/[^\s"'\\$;#%]+$/.test(text)) return true;
  const [, port] = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})$/.exec(text) ?? [];
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}

/** The ports among addresses of sockets, as units have them. */
export function portsOf(addresses: readonly string[]): readonly number[] {
  return addresses.flatMap((address) => {
    const [, port] = /^(?:.*:)?(\d{1,5})$/.exec(address) ?? [];
    return port === undefined ? [] : [Number(port)];
  });
}
