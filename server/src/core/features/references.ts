import type { Location } from '../diagnostic.ts';
import { valueSource } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { parseUnitName, templateOf, type UnitName } from '../values/unit-name.ts';
import { tokenText } from '../values/words/word-list.ts';
import { analysisOf } from '../workspace/analyse.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import { findPath } from '../workspace/load-path.ts';
import { unlessUnread } from '../workspace/reading-error.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { serviceOf, socketsOf } from '../workspace/sockets.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { placeAt, tokenAt } from './place.ts';

/** Where a word leads. */
export interface Definition {
  /** The word, in the file that was asked about. */
  readonly origin: Range;
  readonly target: Location;
}

/** Where the unit named at an offset is defined; on a header, the unit at the other end of the activation (LSP textDocument/definition). */
export function definition(snapshot: Snapshot, file: UnitFile, offset: number): readonly Definition[] {
  const place = placeAt(file, offset, snapshot.settings);
  if (place.kind === 'header') {
    return counterpart(snapshot, file).map((target) => ({ origin: place.header.content, target }));
  }
  if (place.kind !== 'value' || !place.entry) return [];
  const token = tokenAt(place.entry, place.offset);
  if (token?.kind !== 'unit') return [];
  const found = findPath(snapshot, tokenText(token, place.node.value), file.path);
  const origin = valueSource(place.node, token.from, token.to);
  return found === undefined ? [] : [{ origin, target: start(found) }];
}

/** Every place in the files known that names this file's unit, or the unit named at the offset (LSP textDocument/references). */
export function references(snapshot: Snapshot, file: UnitFile, offset: number): readonly Location[] {
  const place = placeAt(file, offset, snapshot.settings);
  const token = place.kind === 'value' && place.entry ? tokenAt(place.entry, place.offset) : undefined;
  const name =
    place.kind === 'value' && token?.kind === 'unit' ? tokenText(token, place.node.value) : file.kind.name?.full;
  const wanted = name === undefined ? undefined : parseUnitName(name);
  if (!wanted) return [];
  const out: Location[] = [];
  for (const other of snapshot.files()) {
    // Analysing a file takes longer than looking whether it can have the name at all.
    if (!other.text.includes(wanted.instance === undefined ? wanted.full : `${wanted.prefix}@`)) continue;
    const entries = unlessUnread(() => analysisOf(other, snapshot.settings).entries) ?? [];
    for (const { node, parsed } of entries) {
      for (const one of parsed.tokens) {
        if (one.kind !== 'unit' || !isMeant(tokenText(one, node.value), wanted)) continue;
        out.push({ file: other.path, range: valueSource(node, one.from, one.to) });
      }
    }
  }
  return out;
}

/** A reference to a template includes its instances. */
function isMeant(name: string, wanted: UnitName): boolean {
  if (name === wanted.full) return true;
  const parsed = wanted.instance === '' ? parseUnitName(name) : undefined;
  return parsed?.instance !== undefined && templateOf(parsed) === wanted.full;
}

/** From a socket to its service, and from a service to the sockets that start it. */
function counterpart(snapshot: Snapshot, file: UnitFile): readonly Location[] {
  const unit = unitOf(snapshot, file);
  if (unit?.type === 'socket') {
    const service = findPath(snapshot, serviceOf(unit), file.path);
    return service === undefined ? [] : [start(service)];
  }
  if (unit?.type === 'service')
    return socketsOf(snapshot, unit).flatMap((socket) => (socket.fragment ? [start(socket.fragment.path)] : []));
  return [];
}

function start(file: string): Location {
  return { file, range: { from: 0, to: 0 } };
}
