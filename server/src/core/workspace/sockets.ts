import { parseUnitName, type UnitName, withType } from '../values/unit-name.ts';
import { type EffectiveUnit, flag, type Item, items, itemsOfKeys, setting, unitOf } from './effective-unit.ts';
import { key } from './memory.ts';
import { baseName } from './paths.ts';
import { cached, type Snapshot } from './snapshot.ts';

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

/** Whether systemd accepts connections itself and starts an instance for each. */
export function accepts(socket: EffectiveUnit): boolean {
  return flag(socket, 'Socket', 'Accept', false);
}

/**
 * The service that a socket starts (src/core/socket.c): the template `foo@.service` with Accept=yes, else Service= or the service of its own name.
 */
export function serviceOf(socket: EffectiveUnit): string {
  if (accepts(socket)) return templateFor(socket.name);
  return setting(socket, 'Socket', 'Service')?.text ?? withType(socket.name, 'service');
}

/** The template whose instances serve the connections of an Accept=yes socket. An instantiated socket uses its own prefix. */
export function templateFor(socket: UnitName): string {
  return `${socket.prefix}@.service`;
}

/** The sockets of the snapshot that start a service, from Accept=, Service= and the service's own Sockets=. */
export function socketsOf(snapshot: Snapshot, service: EffectiveUnit): readonly EffectiveUnit[] {
  const named = new Set(items(service, 'Service', 'Sockets').map((item) => item.text));
  return allSockets(snapshot).filter((socket) => {
    const wanted = parseUnitName(serviceOf(socket));
    if (!wanted) return false;
    if (wanted.full === service.name.full) return true;
    // A template is started through its instances, and a templated socket starts the service of the same template.
    if (wanted.prefix === service.name.prefix && wanted.instance !== undefined && service.name.instance === '')
      return true;
    return named.has(socket.name.full);
  });
}

const SOCKETS = key<readonly EffectiveUnit[]>('sockets');

/** Every socket that the snapshot holds a fragment of. */
export function allSockets(snapshot: Snapshot): readonly EffectiveUnit[] {
  return cached(snapshot, SOCKETS, () => {
    const out: EffectiveUnit[] = [];
    for (const file of snapshot.files()) {
      if (file.kind.kind !== 'fragment' || file.kind.type !== 'socket') continue;
      const unit = unitOf(snapshot, file);
      if (unit && !unit.masked && !isAlias(file.path, file.link)) out.push(unit);
    }
    return out;
  });
}

function isAlias(path: string, link: string | undefined): boolean {
  return link !== undefined && baseName(link) !== baseName(path);
}
