import { parseSocketAddress } from '../values/network/socket-address.ts';
import {
  type Address,
  addressesOf,
  circumstances,
  clash,
  deviceOf,
  isWildcard,
  type Listening,
  placeOf,
} from './addresses.ts';
import { type EffectiveUnit, unitOf } from './effective-unit.ts';
import { key } from './memory.ts';
import type { Mention } from './mentions.ts';
import { machineOf } from './neighbours.ts';
import { cachedAt, type Snapshot } from './snapshot.ts';
import { isAlias } from './sockets.ts';
import { writtenValues } from './written-values.ts';

/** Finds listeners that conflict with another, without comparing each with each. */
export interface AddressBook {
  add(listening: Listening): void;
  /** The first one that conflicts and that the caller accepts as a rival. */
  rival(mine: Listening, isRival: (other: Listening) => boolean): Listening | undefined;
}

export function createAddressBook(): AddressBook {
  /** By address, by interface, and by what else decides whether two listeners meet. */
  const pages = new Map<string, ByDevice>();
  return {
    add(listening) {
      const device = deviceOf(listening);
      const kind = circumstances(listening);
      for (const word of filedUnder(listening.address)) {
        // A datagram socket with an address of its own shares its port with one for all addresses.
        if (word.includes('*') && listening.type === 'datagram') continue;
        const byDevice: ByDevice = entry(pages, word, () => new Map());
        const byKind: ByKind = entry(byDevice, device, () => new Map());
        const listeners: Listening[] = entry(byKind, kind, () => []);
        listeners.push(listening);
      }
    },
    rival(mine, isRival) {
      const device = deviceOf(mine);
      for (const word of lookedUpUnder(mine.address)) {
        const byDevice = pages.get(word);
        if (!byDevice) continue;
        const met = device === undefined ? byDevice.values() : [byDevice.get(device), byDevice.get(undefined)];
        for (const byKind of met) {
          for (const listeners of byKind?.values() ?? []) {
            if (!clash(listeners[0]!, mine)) continue;
            const found = listeners.find(isRival);
            if (found) return found;
          }
        }
      }
      return undefined;
    },
  };
}

type ByDevice = Map<string | undefined, ByKind>;
type ByKind = Map<string, Listening[]>;

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** The index words of an address, under which conflicting ones find it: itself, and all addresses of its port if it is one of them. */
function filedUnder(address: Address): readonly string[] {
  switch (address.family) {
    case 'file':
      return [address.path];
    case 'abstract':
      return [`@${address.name}`];
    case 'vsock':
      return [`vsock ${address.cid} ${address.port}`];
    case 'inet':
      return isWildcard(address)
        ? [`:${address.port}`]
        : [`:${address.port} ${address.host}`, `:${address.port} *${version(address.host)}`];
  }
}

/** The index words of the addresses that may conflict with an address. */
function lookedUpUnder(address: Address): readonly string[] {
  if (address.family !== 'inet') return filedUnder(address);
  const { port, host, both } = address;
  if (!isWildcard(address)) return [`:${port} ${host}`, `:${port}`];
  return [`:${port}`, ...(both ? [4, 6] : [version(host)]).map((one) => `:${port} *${one}`)];
}

function version(host: string): 4 | 6 {
  return host.includes(':') ? 6 : 4;
}

const writtenAddresses = writtenValues(['ListenStream', 'ListenDatagram', 'ListenSequentialPacket']);

/** The addresses that a socket file listens on, each with the machine that the file is meant for. */
const LISTENED: Mention = {
  name: 'addresses',
  *words(file, settings) {
    if (file.kind.type !== 'socket') return;
    const machine = machineOf(file.path, settings);
    for (const text of writtenAddresses(file, settings)) {
      const address = parseSocketAddress(text, settings.version);
      if (address.kind === 'fault') continue;
      for (const word of filedUnder(placeOf(address, false))) yield `${machine} ${word}`;
    }
  },
};

const FILED = key<ReadonlyMap<string, readonly Listening[]>>('addresses of a socket');
const BOOK = key<AddressBook>('listeners');

/**
 * A socket of the same machine that conflicts with a listener, and that the caller accepts as a rival.
 *
 * @param counts Whether a socket is considered at all. The same for all who ask.
 */
export function rivalOf(
  snapshot: Snapshot,
  mine: Listening,
  isRival: (other: Listening) => boolean,
  counts: (socket: EffectiveUnit) => boolean,
): Listening | undefined {
  const { fragment } = mine.socket;
  if (!fragment) return undefined;
  const machine = machineOf(fragment.path, snapshot.settings);
  for (const word of lookedUpUnder(mine.address)) {
    if (!snapshot.isMentionedElsewhere(LISTENED, `${machine} ${word}`, fragment.path)) continue;
    const book = cachedAt(snapshot, BOOK, `${machine} ${word}`, () => bookOf(snapshot, machine, word, counts));
    const found = book.rival(mine, isRival);
    if (found) return found;
  }
  return undefined;
}

/** The first port from 8080 on that no socket of a file's machine listens on, on whatever address. */
export function freePort(snapshot: Snapshot, path: string): number {
  const machine = machineOf(path, snapshot.settings);
  const isTaken = (port: number) =>
    [`:${port}`, `:${port} *4`, `:${port} *6`].some(
      (word) => snapshot.mentioning(LISTENED, `${machine} ${word}`).length > 0,
    );
  let port = 8080;
  while (isTaken(port) && port < 65_535) port++;
  return port;
}

/** A Unix socket that another unit of the same machine makes at a path, and that the caller accepts. */
export function listenerAt(
  snapshot: Snapshot,
  socket: EffectiveUnit,
  path: string,
  accepts: (other: Listening) => boolean,
): Listening | undefined {
  return findElsewhere(snapshot, socket, path, accepts);
}

const IPV4 = key<readonly string[]>('sockets on a port of all IPv4 addresses', { small: true });

function isAllIpv4({ address }: Listening): boolean {
  return address.family === 'inet' && address.host === '0.0.0.0';
}

/** Whether another socket of the same machine listens on a port of all IPv4 addresses. */
export function isIpv4PortElsewhere(snapshot: Snapshot, socket: EffectiveUnit, port: number): boolean {
  if (!socket.fragment) return false;
  const machine = machineOf(socket.fragment.path, snapshot.settings);
  const word = `:${port}`;
  const own = socket.fragment.path;
  const paths = cachedAt(snapshot, IPV4, `${machine} ${word}`, () => {
    const found: string[] = [];
    for (const path of snapshot.mentioning(LISTENED, `${machine} ${word}`)) {
      const other = socketAt(snapshot, path)?.fragment;
      if (!other || found.includes(other.path) || machineOf(other.path, snapshot.settings) !== machine) continue;
      if (filed(snapshot, other.path).get(word)?.some(isAllIpv4)) found.push(other.path);
      // One of two is another one than the socket that asks.
      if (found.length === 2) break;
    }
    return found;
  });
  return paths.some((path) => path !== own);
}

/** The first listener of another unit of the same machine that is filed under an index word and that the caller accepts. */
function findElsewhere(
  snapshot: Snapshot,
  { fragment }: EffectiveUnit,
  word: string,
  accepts: (other: Listening) => boolean,
): Listening | undefined {
  if (!fragment) return undefined;
  const machine = machineOf(fragment.path, snapshot.settings);
  for (const path of snapshot.mentioning(LISTENED, `${machine} ${word}`)) {
    const other = socketAt(snapshot, path)?.fragment;
    if (!other || other.path === fragment.path || machineOf(other.path, snapshot.settings) !== machine) continue;
    const found = filed(snapshot, other.path).get(word)?.find(accepts);
    if (found) return found;
  }
  return undefined;
}

/** The listeners with an index word on one machine. */
function bookOf(
  snapshot: Snapshot,
  machine: string,
  word: string,
  counts: (socket: EffectiveUnit) => boolean,
): AddressBook {
  const book = createAddressBook();
  const seen = new Set<string>();
  for (const path of snapshot.mentioning(LISTENED, `${machine} ${word}`)) {
    const socket = socketAt(snapshot, path);
    const fragment = socket?.fragment?.path;
    if (!socket || fragment === undefined || seen.has(fragment) || machineOf(fragment, snapshot.settings) !== machine)
      continue;
    seen.add(fragment);
    if (!counts(socket)) continue;
    for (const listening of filed(snapshot, fragment).get(word) ?? []) book.add(listening);
  }
  return book;
}

/** The listeners of the socket that a fragment is of, by the words that they are filed under. */
function filed(snapshot: Snapshot, fragment: string): ReadonlyMap<string, readonly Listening[]> {
  return cachedAt(snapshot, FILED, fragment, () => {
    const byWord = new Map<string, Listening[]>();
    const socket = socketAt(snapshot, fragment);
    for (const listening of socket ? addressesOf(socket) : []) {
      for (const word of filedUnder(listening.address)) entry(byWord, word, () => []).push(listening);
    }
    return byWord;
  });
}

function socketAt(snapshot: Snapshot, path: string): EffectiveUnit | undefined {
  const file = snapshot.file(path);
  const socket = file && unitOf(snapshot, file);
  return socket?.fragment && !socket.masked && !isAlias(socket.fragment) ? socket : undefined;
}
