import { parseUnitName, templateOf, type UnitName, withType } from '../values/unit-name.ts';
import {
  type EffectiveUnit,
  flag,
  type Item,
  items,
  itemsOfKeys,
  loadUnit,
  setting,
  unitOf,
} from './effective-unit.ts';
import { key } from './memory.ts';
import type { Mention } from './mentions.ts';
import { baseName, folderOf } from './paths.ts';
import { unlessUnread } from './reading-error.ts';
import { cached, cachedAt, type Snapshot } from './snapshot.ts';
import type { UnitFile } from './unit-file.ts';
import { classifyPath } from './unit-path.ts';
import { writtenValues } from './written-values.ts';

/** The directives of [Socket] that name something to listen on. */
export const LISTEN_KEYS: readonly string[] = [
  'ListenStream',
  'ListenDatagram',
  'ListenSequentialPacket',
  'ListenFIFO',
  'ListenSpecial',
  'ListenNetlink',
  'ListenMessageQueue',
  'ListenUSBFunction',
];

/** What a socket listens on, in order. */
export function listeners(socket: EffectiveUnit): readonly Item[] {
  return itemsOfKeys(socket, 'Socket', LISTEN_KEYS);
}

/** A node in the file system that a socket makes. */
export interface SocketNode {
  readonly item: Item;
  readonly path: string;
}

/** The nodes that a socket makes in the file system: Unix sockets and FIFOs. Those of a template may be samples of many. */
export function nodesOf(socket: EffectiveUnit): readonly SocketNode[] {
  return listeners(socket).flatMap((item) => {
    const { directive } = item.entry;
    if (!NODE_KEYS.has(directive.key) || !item.text.startsWith('/')) return [];
    return [{ item, path: item.text.replace(/\/+/g, '/') }];
  });
}

/** The directives that make nodes of paths. */
export const NODE_KEYS: ReadonlySet<string> = new Set([
  'ListenStream',
  'ListenDatagram',
  'ListenSequentialPacket',
  'ListenFIFO',
]);

/** Whether systemd accepts connections itself and starts an instance for each. */
export function accepts(socket: EffectiveUnit): boolean {
  return flag(socket, 'Socket', 'Accept', false);
}

/**
 * The service that a socket starts (src/core/socket.c): the template `foo@.service` with Accept=yes, else Service= or the
 * service of its own name.
 */
export function serviceOf(socket: EffectiveUnit): string {
  if (accepts(socket)) return templateFor(socket.name);
  return setting(socket, 'Socket', 'Service')?.text ?? withType(socket.name, 'service');
}

/** The template whose instances serve the connections of an Accept=yes socket. An instantiated socket uses its own prefix. */
export function templateFor(socket: UnitName): string {
  return `${socket.prefix}@.service`;
}

/** The sockets that start a service as it lies there, from Accept=, Service= and the service's own Sockets=, by name. */
export function socketsOf(snapshot: Snapshot, service: EffectiveUnit): readonly EffectiveUnit[] {
  const near = service.fragment?.path ?? service.dropIns[0]?.path;
  if (near === undefined) return [];
  const named = new Set(items(service, 'Service', 'Sockets').map((item) => item.text));
  const started = startersOf(snapshot, service.name.full);
  return [...new Set([...started, ...named])].sort().flatMap((name) => {
    const socket = loadUnit(snapshot, name, near);
    if (!socket?.fragment || socket.masked || isAlias(socket.fragment)) return [];
    return named.has(name) || starts(socket, service.name) ? [socket] : [];
  });
}

function starts(socket: EffectiveUnit, service: UnitName): boolean {
  const wanted = parseUnitName(serviceOf(socket));
  if (wanted?.full === service.full) return true;
  // A template is started through its instances, and a templated socket starts the service of the same template.
  return wanted?.prefix === service.prefix && wanted.instance !== undefined && service.instance === '';
}

const writtenServices = writtenValues(['Service']);

/** The services that a socket file may start. */
const STARTED: Mention = {
  name: 'services that a socket starts',
  *words(file, settings) {
    const { type, name } = file.kind;
    if (type !== 'socket' || !name) return;
    yield* [templateFor(name), withType(name, 'service')];
    for (const service of writtenServices(file, settings)) {
      yield service;
      const parsed = parseUnitName(service);
      if (parsed?.instance !== undefined) yield templateOf(parsed);
    }
  },
};

const STARTERS = key<readonly string[]>('sockets that may start a service', { small: true });

/** The names of sockets that may start a service of a name, wherever they lie. */
function startersOf(snapshot: Snapshot, service: string): readonly string[] {
  return cachedAt(snapshot, STARTERS, service, () => {
    const paths = snapshot.mentioning(STARTED, service);
    return [...new Set(paths.flatMap((path) => classifyPath(path)?.name?.full ?? []))];
  });
}

const SOCKETS = key<readonly string[]>('paths of sockets');

/** Every socket that the snapshot holds a fragment of. */
export function allSockets(snapshot: Snapshot): readonly EffectiveUnit[] {
  const paths = cached(snapshot, SOCKETS, () =>
    [...snapshot.paths()].filter((path) => {
      const kind = classifyPath(path);
      return kind?.kind === 'fragment' && kind.type === 'socket';
    }),
  );
  return paths.flatMap((path) => {
    const file = snapshot.file(path);
    const unit = file && unlessUnread(() => unitOf(snapshot, file));
    return unit && !unit.masked && !isAlias(file) ? [unit] : [];
  });
}

const INSTANCES = key<readonly string[]>('paths of instances of sockets');

/** The instances of templates for which the snapshot holds a link to the template, as `systemctl enable` makes them. */
export function socketInstances(snapshot: Snapshot): readonly EffectiveUnit[] {
  const paths = cached(snapshot, INSTANCES, () =>
    [...snapshot.paths()].filter((path) => {
      const kind = classifyPath(path);
      return kind?.kind === 'fragment' && kind.type === 'socket' && Boolean(kind.name?.instance);
    }),
  );
  return paths.flatMap((path) => {
    const file = snapshot.file(path);
    const name = file?.kind.name;
    if (!file?.link || !name || baseName(file.link) !== templateOf(name)) return [];
    const unit = unlessUnread(() => unitOf(snapshot, file));
    return unit && !unit.masked ? [unit] : [];
  });
}

const BY_FOLDER = key<ReadonlyMap<string, readonly string[]>>('names of sockets by folder');

/** The names of the sockets in a folder, without `.socket` and for a template without `@`. */
export function socketPrefixesIn(snapshot: Snapshot, folder: string): readonly string[] {
  const byFolder = cached(snapshot, BY_FOLDER, () => {
    const found = new Map<string, string[]>();
    for (const path of snapshot.paths()) {
      const kind = classifyPath(path);
      if (kind?.kind !== 'fragment' || kind.type !== 'socket' || !kind.name) continue;
      const beside = found.get(folderOf(path));
      if (beside) beside.push(kind.name.prefix);
      else found.set(folderOf(path), [kind.name.prefix]);
    }
    return found;
  });
  return byFolder.get(folder) ?? [];
}

/** Whether a fragment is a link to that of another name. */
export function isAlias({ path, link }: UnitFile): boolean {
  return link !== undefined && baseName(link) !== baseName(path);
}
