import type { Location } from '../diagnostic.ts';
import { assignmentRange } from '../findings/places.ts';
import { valueSource } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { parseUnitName, templateOf, type UnitName } from '../values/unit-name.ts';
import { tokenText } from '../values/words/word-list.ts';
import type { Entry } from '../workspace/analyse.ts';
import { assignments, filesOf, loadUnit, unitOf, unitWithoutFragment } from '../workspace/effective-unit.ts';
import { findPath } from '../workspace/load-path.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { serviceOf, socketsOf } from '../workspace/sockets.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { implicitReferences } from './implicit-references.ts';
import { placeAt, tokenAt } from './place.ts';
import { unitWords } from './unit-words.ts';

/** Where a word leads. */
export interface Definition {
  /** The word, in the file that was asked about. */
  readonly origin: Range;
  readonly target: Location;
}

/**
 * Where the unit named at an offset is defined, its fragment first and then its drop-ins; on a header, the unit at the other end of the
 * activation; on a directive, where the unit's other files assign it (LSP textDocument/definition).
 */
export function definition(snapshot: Snapshot, file: UnitFile, offset: number): readonly Definition[] {
  const place = placeAt(file, offset, snapshot.settings);
  if (place.kind === 'header') {
    return counterpart(snapshot, file).map((target) => ({ origin: place.header.content, target }));
  }
  if (place.kind === 'key' && place.entry)
    return assignmentsElsewhere(snapshot, file, place.entry).map((target) => ({ origin: place.node.keyRange, target }));
  if (place.kind !== 'value' || !place.entry) return [];
  const token = tokenAt(place.entry, place.offset);
  if (token?.kind !== 'unit') return [];
  const origin = valueSource(place.node, token.from, token.to);
  return filesOfNamed(snapshot, tokenText(token, place.node.value), file).map((target) => ({ origin, target }));
}

/** The files of a unit that a file names, each by its beginning; of one without a fragment here, as slices need none, the drop-ins. */
function filesOfNamed(snapshot: Snapshot, name: string, near: UnitFile): readonly Location[] {
  const parsed = parseUnitName(name);
  const unit = loadUnit(snapshot, name, near.path) ?? (parsed && unitWithoutFragment(snapshot, parsed, near.path));
  return unit ? filesOf(unit).map(({ path }) => start(path)) : [];
}

/** The other files of the unit that assign a directive, in the order in which systemd reads them. */
function assignmentsElsewhere(
  snapshot: Snapshot,
  file: UnitFile,
  { directive: { section, key } }: Entry,
): readonly Location[] {
  const unit = unitOf(snapshot, file);
  return (unit ? assignments(unit, section, key) : []).flatMap((entry) =>
    entry.file.path === file.path ? [] : [{ file: entry.file.path, range: assignmentRange(entry.node) }],
  );
}

/**
 * Every place in the files known that names this file's unit, or the unit named at the offset, and the units that refer to it by their own
 * names (LSP textDocument/references).
 *
 * @param most How many places are wanted.
 */
export function references(
  snapshot: Snapshot,
  file: UnitFile,
  offset: number,
  most = Number.POSITIVE_INFINITY,
): readonly Location[] {
  const place = placeAt(file, offset, snapshot.settings);
  const token = place.kind === 'value' && place.entry ? tokenAt(place.entry, place.offset) : undefined;
  const name =
    place.kind === 'value' && token?.kind === 'unit' ? tokenText(token, place.node.value) : file.kind.name?.full;
  const wanted = name === undefined ? undefined : parseUnitName(name);
  if (!wanted) return [];
  const word = wanted.instance === undefined ? wanted.full : `${wanted.prefix}@`;
  const out: Location[] = [...implicitReferences(snapshot, wanted, file)];
  for (const other of snapshot.files()) {
    if (out.length >= most) break;
    for (const { name: named, range } of unitWords(other, snapshot.settings, word))
      if (isMeant(named, wanted)) out.push({ file: other.path, range });
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
