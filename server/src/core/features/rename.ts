import { ownSection } from '../catalogue/unit-type.ts';
import type { FileChange } from '../diagnostic.ts';
import { addToSection } from '../findings/edits.ts';
import { valueSource } from '../syntax/tree.ts';
import { append } from '../text/append.ts';
import type { TextEdit } from '../text/edit.ts';
import { type Message, say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { World } from '../values/grammar.ts';
import { parseUnitName, type UnitName } from '../values/unit-name.ts';
import { tokenText } from '../values/words/word-list.ts';
import { isInLoadPath } from '../workspace/load-path.ts';
import { isQuadlet } from '../workspace/makers.ts';
import { baseName, folderOf, join } from '../workspace/paths.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { placeAt, tokenAt } from './place.ts';
import { moves } from './rename-moves.ts';
import { quadletEdits } from './rename-quadlets.ts';
import { referenceEdits } from './rename-references.ts';
import { clash, nameFault } from './rename-refusals.ts';
import {
  createRenamedUnits,
  fileAfter,
  fileOf,
  pairsOf,
  type RenamedUnit,
  type RenamedUnits,
  renamedName,
  targetByName,
  unitNameOf,
} from './rename-units.ts';

/** A unit that can be renamed, by its file, and where in the document it was named. */
export interface Renameable {
  readonly range: Range;
  readonly path: string;
  readonly name: UnitName;
}

/** Why something is not done, as a sentence. */
export interface Refused {
  readonly refused: Message;
}

/** A new name for the unit of a file. */
export interface NewName {
  readonly path: string;
  readonly to: string;
}

export interface RenameOptions {
  /** The folders of the workspace: what lies elsewhere in systemd's load path is left alone. */
  readonly folders: readonly string[];
  readonly world: Pick<World, 'directory' | 'kind'>;
  /** Units that start one another by their names are renamed together. Otherwise a line says which unit is meant. */
  readonly together: boolean;
}

/**
 * The unit that is named at an offset, or on a header the unit of the file itself (LSP textDocument/prepareRename). An instance without a
 * file of its own is renamed with its template. Undefined where no unit is named.
 */
export function renameable(
  snapshot: Snapshot,
  file: UnitFile,
  offset: number,
  folders: readonly string[],
): Renameable | Refused | undefined {
  const named = namedAt(snapshot, file, offset);
  if (!named) return undefined;
  const { name, range, path } = named;
  if (path === undefined) return { refused: say`There is no file of ${name} in the workspace that could be renamed.` };
  if (isQuadlet(path)) {
    return { refused: say`${name} is made of ${baseName(path)}. Rename that file: the names in other units follow.` };
  }
  if (!isOurs(snapshot, path, folders)) {
    return {
      refused: say`${name} is a unit of this machine, in ${folderOf(path)}. Only units of the workspace are renamed.`,
    };
  }
  const own = unitNameOf(path, snapshot);
  return own && { range, path, name: own };
}

/** The name at an offset, where it stands, and the file that it leads to. */
function namedAt(
  snapshot: Snapshot,
  file: UnitFile,
  offset: number,
): { readonly name: string; readonly range: Range; readonly path: string | undefined } | undefined {
  const place = placeAt(file, offset, snapshot.settings);
  if (place.kind === 'header') {
    const { name, kind } = file.kind;
    if (!name || (file.kind.kind === 'fragment' && file.kind.untitled)) return undefined;
    const path =
      kind === 'fragment' ? file.path : fileOf(snapshot, name.full, join(folderOf(folderOf(file.path)), name.full));
    return { name: name.full, range: place.header.nameRange, path };
  }
  if (place.kind !== 'value' || !place.entry) return undefined;
  const token = tokenAt(place.entry, place.offset);
  const name = token && tokenText(token, place.node.value);
  if (token?.kind !== 'unit' || name === undefined || !parseUnitName(name)) return undefined;
  return { name, range: valueSource(place.node, token.from, token.to), path: fileOf(snapshot, name, file.path) };
}

/**
 * The changes that give units new names, and have everything in the workspace that leads to them lead there still: files and folders,
 * names in values, and what systemd finds by the name of another unit (LSP textDocument/rename).
 */
export function rename(
  snapshot: Snapshot,
  names: readonly NewName[],
  options: RenameOptions,
): readonly FileChange[] | Refused {
  const units = renamedUnits(snapshot, names, options);
  if ('refused' in units) return units;
  const moved = moves(snapshot, units, options.world);
  const refused = clash(snapshot, units, moved, options.world);
  if (refused) return { refused };
  const ours = (path: string): boolean => isOurs(snapshot, path, options.folders);
  const edits = new Map(referenceEdits(snapshot, units, ours).map((change) => [change.file, [...change.edits]]));
  for (const { file, edits: more } of quadletEdits(snapshot, units, ours)) append(getOrMake(edits, file), more);
  for (const [file, edit] of namingLines(snapshot, units, ours)) append(getOrMake(edits, file), [edit]);
  return [...[...edits].map(([file, all]) => ({ kind: 'edit' as const, file, edits: all })), ...moved];
}

/** The other units that are renamed where all go together, beyond those that must. */
export function partners(
  snapshot: Snapshot,
  names: readonly NewName[],
  options: Omit<RenameOptions, 'together'>,
): readonly UnitName[] {
  const all = renamedUnits(snapshot, names, { ...options, together: true });
  const needed = renamedUnits(snapshot, names, { ...options, together: false });
  if ('refused' in all || 'refused' in needed) return [];
  return [...all.byPath.values()].filter(({ path }) => !needed.byPath.has(path)).map(({ from }) => from);
}

function renamedUnits(snapshot: Snapshot, names: readonly NewName[], options: RenameOptions): RenamedUnits | Refused {
  const units = new Map<string, RenamedUnit>();
  const open: RenamedUnit[] = [];
  const take = (path: string, name: string): Message | undefined => {
    const from = unitNameOf(path, snapshot);
    if (!from || units.has(path) || from.full === name) return undefined;
    const to = nameFault(snapshot, path, from, name);
    if (!('full' in to)) return to;
    const unit = { path, from, to };
    units.set(path, unit);
    open.push(unit);
    return undefined;
  };
  for (const { path, to } of names) {
    const refused = take(path, to);
    if (refused) return { refused };
  }
  for (let unit = open.pop(); unit; unit = open.pop()) {
    for (const [path, name, mustGo] of companions(snapshot, unit)) {
      if (!mustGo && !options.together) continue;
      const isFree = isOurs(snapshot, path, options.folders) && !isQuadlet(path);
      if (!isFree && mustGo) {
        return {
          refused: say`${unit.from.full} and ${baseName(path)} find one another by name, and the latter cannot be renamed here.`,
        };
      }
      const refused = isFree ? take(path, name) : undefined;
      if (refused) return { refused };
    }
  }
  return createRenamedUnits(units);
}

/** The files that go with a renamed unit, their new names, and whether nothing else keeps the units together. */
function* companions(
  snapshot: Snapshot,
  unit: RenamedUnit,
): Iterable<readonly [path: string, name: string, must: boolean]> {
  const { path, from, to } = unit;
  for (const { activator, path: target, fixed } of pairsOf(snapshot, unit)) {
    const other = target === path ? activator.fragment!.path : target;
    const name = unitNameOf(other, snapshot);
    if (name && name.prefix === from.prefix) yield [other, withPrefix(name, to.prefix), fixed];
  }
  if (from.instance !== '') return;
  // Instances with files of their own, which would be those of no template any more.
  for (const other of snapshot.paths()) {
    if (!other.startsWith(`${folderOf(path)}/${from.prefix}@`) || folderOf(other) !== folderOf(path)) continue;
    const name = unitNameOf(other, snapshot);
    if (name?.type === from.type && name.instance && name.prefix === from.prefix) {
      yield [other, withPrefix(name, to.prefix), true];
    }
  }
}

function withPrefix({ instance, type }: UnitName, prefix: string): string {
  return `${prefix}${instance === undefined ? '' : `@${instance}`}.${type}`;
}

/** The lines that name what a unit has started by its name so far, where its new name leads elsewhere. */
function* namingLines(
  snapshot: Snapshot,
  units: RenamedUnits,
  ours: (path: string) => boolean,
): Iterable<readonly [file: string, edit: TextEdit]> {
  const done = new Set<string>();
  for (const unit of units.byPath.values()) {
    for (const { activator, target, path } of pairsOf(snapshot, unit)) {
      const file = activator.fragment!;
      if (done.has(file.path) || !ours(file.path)) continue;
      done.add(file.path);
      const found = targetByName(activator, units.byPath.get(file.path)?.to ?? activator.name);
      if (!found || fileAfter(snapshot, units, found.target, file.path) === path) continue;
      const renamed = units.byPath.get(path);
      const name = parseUnitName(renamed ? renamedName(target, renamed) : target)!;
      // A template cannot be named: it is the instance of the same name.
      const value = name.instance === '' ? withPrefix({ ...name, instance: '%i' }, name.prefix) : name.full;
      const key = activator.type === 'socket' ? 'Service' : 'Unit';
      yield [file.path, addToSection(file, ownSection(activator.type), `${key}=${value}`)];
    }
  }
}

function isOurs(snapshot: Snapshot, path: string, folders: readonly string[]): boolean {
  return !isInLoadPath(snapshot, path) || folders.some((folder) => path.startsWith(`${folder.replace(/\/$/, '')}/`));
}

function getOrMake(edits: Map<string, TextEdit[]>, file: string): TextEdit[] {
  const known = edits.get(file) ?? [];
  edits.set(file, known);
  return known;
}
