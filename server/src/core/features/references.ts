import { valueSource } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import { findFragment } from '../workspace/load-path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { serviceOf, socketsOf } from '../workspace/sockets.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { placeAt, tokenAt } from './place.ts';

export interface Location {
  readonly file: string;
  readonly range: Range;
}

/** Where the unit named at an offset is defined; on a header, the unit at the other end of the activation (LSP textDocument/definition). */
export function definition(snapshot: Snapshot, file: UnitFile, offset: number): readonly Location[] {
  const place = placeAt(file, offset, snapshot.settings);
  if (place.kind === 'header') return counterpart(snapshot, file);
  if (place.kind !== 'value' || !place.entry) return [];
  const token = tokenAt(place.entry, place.offset);
  if (token?.kind !== 'unit') return [];
  const name = token.text ?? place.node.value.slice(token.from, token.to);
  const found = findFragment(snapshot, name, file.path);
  return found ? [start(found)] : [];
}

/** Every place in the files known that names this file's unit, or the unit named at the offset (LSP textDocument/references). */
export function references(snapshot: Snapshot, file: UnitFile, offset: number): readonly Location[] {
  const place = placeAt(file, offset, snapshot.settings);
  const token = place.kind === 'value' && place.entry ? tokenAt(place.entry, place.offset) : undefined;
  const name =
    place.kind === 'value' && token?.kind === 'unit'
      ? (token.text ?? place.node.value.slice(token.from, token.to))
      : file.kind.name?.full;
  if (!name) return [];
  const out: Location[] = [];
  for (const other of snapshot.files()) {
    if (!other.text.includes(name)) continue;
    for (const { node, parsed } of other.analysis(snapshot.settings).entries) {
      for (const one of parsed.tokens) {
        if (one.kind !== 'unit' || (one.text ?? node.value.slice(one.from, one.to)) !== name) continue;
        out.push({ file: other.path, range: valueSource(node, one.from, one.to) });
      }
    }
  }
  return out;
}

/** From a socket to its service, and from a service to the sockets that start it. */
function counterpart(snapshot: Snapshot, file: UnitFile): readonly Location[] {
  const unit = unitOf(snapshot, file);
  if (unit?.type === 'socket') {
    const service = findFragment(snapshot, serviceOf(unit), file.path);
    return service ? [start(service)] : [];
  }
  if (unit?.type === 'service')
    return socketsOf(snapshot, unit).flatMap((socket) => (socket.fragment ? [start(socket.fragment)] : []));
  return [];
}

function start(file: UnitFile): Location {
  return { file: file.path, range: { from: 0, to: 0 } };
}
