import { type Table, table } from '../text/table.ts';
import { parseSocketAddress, type SocketAddress } from '../values/network/socket-address.ts';
import { type EffectiveUnit, flag, type Item, setting } from './effective-unit.ts';
import { listeners } from './sockets.ts';

/** The address of a listener of a socket unit, as far as it decides whether two listeners conflict. */
export type Address =
  | { readonly family: 'inet'; readonly host: string; readonly port: number; readonly both: boolean }
  | { readonly family: 'file'; readonly path: string }
  | { readonly family: 'abstract'; readonly name: string }
  | { readonly family: 'vsock'; readonly cid: number; readonly port: number };

export interface Listening {
  readonly socket: EffectiveUnit;
  readonly item: Item;
  readonly address: Address;
  readonly type: 'stream' | 'datagram' | 'seqpacket';
}

/** The listeners of a socket whose address is known here: none whose specifiers differ from instance to instance. */
export function addressesOf(socket: EffectiveUnit): readonly Listening[] {
  return listeners(socket).flatMap((item) => {
    const type = TYPES[item.entry.directive.key];
    if (!type || (socket.name.instance !== undefined && item.entry.node.value.includes('%'))) return [];
    const address = parseSocketAddress(item.text, item.entry.at.version);
    return address.kind === 'fault'
      ? []
      : [{ socket, item, address: placeOf(address, bindsIpv6Only(socket) !== undefined), type }];
  });
}

/** The parsed address; undefined for what is none. */
export function placeOf(address: SocketAddress, onlyIpv6: boolean): Address {
  switch (address.kind) {
    case 'path':
      return { family: 'file', path: address.path };
    case 'abstract':
      return { family: 'abstract', name: address.name };
    case 'vsock':
      return { family: 'vsock', cid: address.cid, port: address.port };
    case 'port':
      return { family: 'inet', host: '::', port: address.port, both: !onlyIpv6 };
    case 'ipv4':
      return { family: 'inet', host: address.host, port: address.port, both: false };
    case 'ipv6': {
      const host = expandIpv6(address.host);
      const zoned = address.zone === undefined ? host : `${host}%${address.zone}`;
      return { family: 'inet', host: zoned, port: address.port, both: host === '::' && !onlyIpv6 };
    }
  }
}

/**
 * What happens when both listen: `fail` where the second cannot, `shadow` where it can and takes what was meant for the first; undefined
 * where they do not meet.
 */
export function clash(a: Listening, b: Listening): 'fail' | 'shadow' | undefined {
  if (isIsolated(a.socket) || isIsolated(b.socket)) return undefined;
  if (a.address.family === 'file' && b.address.family === 'file') {
    // systemd removes a socket file that is in its way (src/shared/socket-label.c, socket_address_listen).
    return a.address.path === b.address.path ? 'shadow' : undefined;
  }
  if (a.type !== b.type) return undefined;
  if (a.address.family === 'abstract' && b.address.family === 'abstract') {
    return a.address.name === b.address.name ? 'fail' : undefined;
  }
  if (a.address.family === 'vsock' && b.address.family === 'vsock') {
    return a.address.cid === b.address.cid && a.address.port === b.address.port ? 'fail' : undefined;
  }
  if (a.address.family !== 'inet' || b.address.family !== 'inet' || a.address.port !== b.address.port) return undefined;
  if (text(a, 'SocketProtocol') !== text(b, 'SocketProtocol')) return undefined;
  const devices = [deviceOf(a), deviceOf(b)];
  if (devices[0] && devices[1] && devices[0] !== devices[1]) return undefined;
  if (flag(a.socket, 'Socket', 'ReusePort', false) && flag(b.socket, 'Socket', 'ReusePort', false)) return undefined;
  // With SO_REUSEADDR, which systemd sets, the kernel lets datagram sockets share an address: the last one gets the packets.
  if (a.type === 'datagram') return a.address.host === b.address.host ? 'shadow' : undefined;
  return overlap(a.address, b.address) ? 'fail' : undefined;
}

type Inet = Extract<Address, { family: 'inet' }>;

function overlap(a: Inet, b: Inet): boolean {
  if (a.host === b.host) return true;
  const sameVersion = a.host.includes(':') === b.host.includes(':');
  if (sameVersion) return isWildcard(a) || isWildcard(b);
  return a.both || b.both;
}

/** Whether an address takes in all of its version of IP. */
export function isWildcard({ host }: Inet): boolean {
  return ANY.has(host);
}

const ANY: ReadonlySet<string> = new Set(['::', '0.0.0.0']);

const TYPES: Table<Listening['type']> = table({
  ListenStream: 'stream',
  ListenDatagram: 'datagram',
  ListenSequentialPacket: 'seqpacket',
});

/** What decides, besides the address itself, whether two listeners meet: those for which it is the same meet the same others. */
export function circumstances({ socket, type, address }: Listening): string {
  return [
    type,
    text({ socket }, 'SocketProtocol'),
    flag(socket, 'Socket', 'ReusePort', false),
    isIsolated(socket),
    ...(address.family === 'inet' && isWildcard(address) ? [address.host, address.both] : []),
  ].join(' ');
}

/** The interface that a listener is bound to. */
export function deviceOf(listening: Listening): string | undefined {
  return text(listening, 'BindToDevice') || undefined;
}

function text(listening: Pick<Listening, 'socket'>, key: string): string | undefined {
  return setting(listening.socket, 'Socket', key)?.text;
}

/** The line by which a socket's IPv6 addresses take no IPv4 connections; undefined where there is none in effect. */
export function bindsIpv6Only(socket: EffectiveUnit): Item | undefined {
  const item = setting(socket, 'Socket', 'BindIPv6Only');
  return item?.text === 'ipv6-only' ? item : undefined;
}

/** A socket in a network namespace of its own conflicts with no other. */
export function isIsolated(socket: EffectiveUnit): boolean {
  return (
    flag(socket, 'Socket', 'PrivateNetwork', false) || setting(socket, 'Socket', 'NetworkNamespacePath') !== undefined
  );
}

/** One spelling for each IPv6 address: all eight groups, or `::` for the one of all zeros. */
function expandIpv6(host: string): string {
  const [head = '', tail] = withoutDots(host.toLowerCase()).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''));
  return groups.every((group) => group === '0') ? '::' : groups.join(':');
}

/** `::ffff:7f00:1` for `::ffff:127.0.0.1`. */
function withoutDots(host: string): string {
  return host.replace(/(?<=:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a, b, c, d] = parts.map(Number) as [number, number, number, number];
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
}
