import { listenersOf } from '../activation/listeners.ts';
import type { Listener } from '../activation/plan-types.ts';
import { itemPlace, type Place } from '../findings/places.ts';
import { compete } from '../rules/sockets/compete.ts';
import type { Message } from '../text/message.ts';
import { parseSocketAddress } from '../values/network/socket-address.ts';
import { createAddressBook } from '../workspace/address-book.ts';
import { bindsIpv6Only, clash, deviceOf, isIsolated, type Listening, placeOf } from '../workspace/addresses.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import { findPath } from '../workspace/load-path.ts';
import { machineOf } from '../workspace/neighbours.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { accepts, allSockets, listeners, serviceOf, socketInstances } from '../workspace/sockets.ts';

/** Every listener of some sockets, and a port that none of them has. */
export interface PortMap {
  readonly rows: readonly PortRow[];
  /** The first port from 8080 on at which no known socket listens, of the load path as well. */
  readonly free: number;
}

export interface PortRow {
  readonly unit: string;
  /** The line that has the address, in the fragment or a drop-in. */
  readonly place: Place;
  readonly kind: Listener['kind'];
  /** As systemd reads it, specifiers of the unit's name replaced. */
  readonly address: string;
  readonly description: Message;
  readonly protocol: 'TCP' | 'UDP' | undefined;
  readonly port: number | undefined;
  readonly reach: Reach;
  /** Binding the port needs privileges, as far as the kernel has its usual limit. */
  readonly privileged: boolean;
  readonly service: string;
  /** Its file, where it is known. */
  readonly serviceFile: string | undefined;
  /** An instance of the service is started for each connection. */
  readonly accept: boolean;
  /** A socket of the same machine at the same address: the one that starts last fails, or takes over what comes in. */
  readonly clash: { readonly unit: string; readonly kind: 'fail' | 'shadow' } | undefined;
}

/**
 * From where an address can be reached: every network, the networks of one address, this machine only, virtual machines and their host, or a
 * network namespace of the socket's own. What is no network address is `local`.
 */
export type Reach = 'world' | 'network' | 'loopback' | 'vsock' | 'isolated' | 'local';

/** Binding a port below this needs privileges, unless net.ipv4.ip_unprivileged_port_start says otherwise. */
export const UNPRIVILEGED = 1024;

/**
 * What the sockets of the wanted fragments listen on, drop-ins merged, by port and then by unit. Instances are shown as far as there is a link
 * for them; a template alone is shown with the specifiers that it has. Sockets of the load path count among those that an address clashes with.
 */
export function portMap(snapshot: Snapshot, isWanted: (path: string) => boolean): PortMap {
  const all = [...allSockets(snapshot), ...socketInstances(snapshot)].flatMap((socket) => entriesOf(snapshot, socket));
  const taken = new Set(all.map(({ port }) => port));
  let free = FIRST_FREE;
  while (taken.has(free) && free < LAST_PORT) free++;
  const books = new Map<string, ReturnType<typeof createAddressBook>>();
  for (const { listening, machine } of all) {
    if (!listening) continue;
    const book = books.get(machine) ?? createAddressBook();
    books.set(machine, book);
    book.add(listening);
  }
  const rows = all
    .filter(({ file }) => isWanted(file))
    .map(({ listening, machine, file, ...row }): PortRow => {
      const mine = listening;
      const other = mine && books.get(machine)?.rival(mine, (one) => compete(one.socket, mine.socket));
      return { ...row, clash: other && { unit: other.socket.name.full, kind: clash(other, mine) ?? 'fail' } };
    });
  return { rows: rows.sort(byPort), free };
}

const FIRST_FREE = 8080;
const LAST_PORT = 65_535;

interface Entry extends Omit<PortRow, 'clash'> {
  readonly file: string;
  readonly machine: string;
  /** Undefined where the address depends on more than is known here. */
  readonly listening: Listening | undefined;
}

function entriesOf(snapshot: Snapshot, socket: EffectiveUnit): readonly Entry[] {
  const file = socket.fragment?.path;
  if (file === undefined) return [];
  const items = listeners(socket);
  const service = serviceOf(socket);
  const common = {
    unit: socket.name.full,
    service,
    serviceFile: findPath(snapshot, service, file),
    accept: accepts(socket),
    file,
    machine: machineOf(file, snapshot.settings),
  };
  return listenersOf(socket, socket.manager).map(({ kind, address, value, description }, index): Entry => {
    const item = items[index]!;
    const port = address.family === 'inet' ? address.port : undefined;
    const listening = listeningAt(socket, { ...item, text: value });
    return {
      ...common,
      place: itemPlace(item),
      kind,
      address: value,
      description,
      port,
      protocol: port === undefined ? undefined : kind === 'datagram' ? 'UDP' : 'TCP',
      reach: listening && isIsolated(socket) ? 'isolated' : reachOf(address, listening && deviceOf(listening)),
      privileged: port !== undefined && port < UNPRIVILEGED,
      listening,
    };
  });
}

function listeningAt(socket: EffectiveUnit, item: Listening['item']): Listening | undefined {
  const type = TYPES.get(item.entry.directive.key);
  if (!type || item.text.includes('%')) return undefined;
  const address = parseSocketAddress(item.text, item.entry.at.version);
  return address.kind === 'fault'
    ? undefined
    : { socket, item, address: placeOf(address, bindsIpv6Only(socket) !== undefined), type };
}

const TYPES: ReadonlyMap<string, Listening['type']> = new Map([
  ['ListenStream', 'stream'],
  ['ListenDatagram', 'datagram'],
  ['ListenSequentialPacket', 'seqpacket'],
]);

/** From where an address can be reached, with the interface that it is bound to. */
export function reachOf(address: Listener['address'], device?: string): Reach {
  if (address.family === 'vsock') return 'vsock';
  if (address.family !== 'inet') return 'local';
  const { host } = address;
  if (device === 'lo' || (host !== undefined && LOOPBACK.test(host))) return 'loopback';
  return host === undefined || WILDCARD.test(host) ? 'world' : 'network';
}

const LOOPBACK = /^(?:127\.|[0:]*:0*1$|::ffff:127\.)/i;
const WILDCARD = /^(?:0\.0\.0\.0|[0:]+)$/;

function byPort(a: PortRow, b: PortRow): number {
  const order = (a.port ?? LAST_PORT + 1) - (b.port ?? LAST_PORT + 1);
  if (order !== 0) return order;
  return a.unit === b.unit ? 0 : a.unit < b.unit ? -1 : 1;
}
