import type { FileChange } from '../diagnostic.ts';
import { valueSource } from '../syntax/tree.ts';
import type { TextEdit } from '../text/edit.ts';
import { firstIndex } from '../text/first-index.ts';
import type { Range } from '../text/range.ts';
import type { Parsed, ValueContext } from '../values/grammar.ts';
import { readValue } from '../values/read-value.ts';
import { grammarFor } from '../values/registry.ts';
import { parseUnitName, type UnitName } from '../values/unit-name.ts';
import { tokenText } from '../values/words/word-list.ts';
import { analysisOf, type Entry } from '../workspace/analyse.ts';
import { folderOf, join } from '../workspace/paths.ts';
import { unlessUnread } from '../workspace/reading-error.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { fileAfter, fileOf, type RenamedUnits, renamedName } from './rename-units.ts';

/**
 * The edits after which every name of a unit leads to the same file as before, once units are renamed. In the files of the renamed units
 * a specifier can come to another name: where that would lead elsewhere, the name is written out.
 *
 * @param isOurs Whether a file may be edited.
 */
export function referenceEdits(
  snapshot: Snapshot,
  units: RenamedUnits,
  isOurs: (path: string) => boolean,
): readonly (FileChange & { kind: 'edit' })[] {
  const out: (FileChange & { kind: 'edit' })[] = [];
  for (const file of snapshot.files()) {
    const own = ownName(snapshot, units, file);
    // Analysing a file takes longer than looking whether it can name one of them at all.
    if ((!own && !mayName(file, units)) || !isOurs(file.path)) continue;
    const entries = unlessUnread(() => analysisOf(file, snapshot.settings).entries) ?? [];
    const edits = entries.flatMap((entry) => entryEdits(snapshot, units, entry, own));
    if (edits.length > 0) out.push({ kind: 'edit', file: file.path, edits });
  }
  return out;
}

/** The new name of the unit that a file is of; undefined where that keeps its name. */
function ownName(snapshot: Snapshot, units: RenamedUnits, { path, kind }: UnitFile): UnitName | undefined {
  if (kind.kind === 'fragment') return units.byPath.get(path)?.to;
  if (!kind.name) return undefined;
  const found = fileOf(snapshot, kind.name.full, join(folderOf(folderOf(path)), kind.name.full));
  const unit = found === undefined ? undefined : units.byPath.get(found);
  return unit && parseUnitName(renamedName(kind.name.full, unit));
}

/** Whether a file can name one of the units at all, going by the words in it. */
export function mayName({ text, kind }: UnitFile, { words }: RenamedUnits): boolean {
  for (const word of words) {
    if (text.includes(word)) return true;
    // Lists that unquote have a backslash twice.
    if (word.includes('\\') && text.includes(word.replaceAll('\\', '\\\\'))) return true;
    if (text.includes('%') && kind.name && canComeTo(kind.name, word)) return true;
  }
  return false;
}

/** Whether specifiers that stand for parts of a unit's name may come to another name. */
function canComeTo({ prefix, instance }: UnitName, name: string): boolean {
  if (instance && name.includes(instance)) return true;
  return name.includes(prefix.slice(prefix.lastIndexOf('-') + 1));
}

/** The edits of one assignment: see {@link referenceEdits}. */
export function entryEdits(
  snapshot: Snapshot,
  units: RenamedUnits,
  { file, node, at, parsed }: Entry,
  own: UnitName | undefined,
): TextEdit[] {
  const names = parsed.tokens.filter(({ kind }) => kind === 'unit');
  if (names.length === 0) return [];
  const after = own ? { ...at, unit: own } : at;
  const { value } = node;
  const parsedAfter = own && read(value, after);
  const leadsTo = (name: string): string | undefined => fileAfter(snapshot, units, name, file.path);
  return names.flatMap((token) => {
    const name = tokenText(token, value);
    const target = fileOf(snapshot, name, file.path);
    if (target === undefined) return [];
    if (!own && !units.byPath.has(target)) return [];
    const unchanged = own ? nameAt(parsedAfter, token, value) : name;
    if (unchanged !== undefined && leadsTo(unchanged) === target) return [];
    const unit = units.byPath.get(target);
    const wanted = unit ? renamedName(name, unit) : name;
    const written = value.slice(token.from, token.to);
    // A list reads each of its words by itself.
    const newText = spellings(written, wanted, unit).find((one) => {
      const found = nameAt(read(one, after), { from: 0, to: one.length }, one);
      return found !== undefined && leadsTo(found) === target;
    });
    const range = valueSource(node, token.from, token.to);
    return newText === undefined || newText === written ? [] : [{ range, newText }];
  });
}

/** Ways to write a name, the most like what stood there first, so that specifiers, quotes and escapes stay. */
function spellings(
  written: string,
  wanted: string,
  unit: { readonly from: UnitName; readonly to: UnitName } | undefined,
): readonly string[] {
  const literal = [wanted, wanted.replaceAll('\\', '\\\\')];
  if (!unit) return literal;
  const { from, to } = unit;
  const twice = (text: string): string => text.replaceAll('\\', '\\\\');
  return [
    written.replace(from.full, () => to.full),
    written.replace(twice(from.full), () => twice(to.full)),
    written.replace(`${from.prefix}@`, () => `${to.prefix}@`),
    written.replace(`${twice(from.prefix)}@`, () => `${twice(to.prefix)}@`),
    ...literal,
  ];
}

function read(value: string, at: ValueContext): Parsed | undefined {
  const grammar = grammarFor(at.parser);
  return grammar && readValue(grammar, value, at);
}

/** The name of the unit in a stretch of a value. */
function nameAt(parsed: Parsed | undefined, { from, to }: Range, value: string): string | undefined {
  const tokens = parsed?.tokens ?? [];
  // In the order of the value; searched by halves, as a list can have thousands.
  const at = firstIndex(tokens.length, (index) => tokens[index]!.from >= from);
  const token = tokens
    .slice(at, at + MOST_AT_ONE_PLACE)
    .find((one) => one.kind === 'unit' && one.from === from && one.to === to);
  return token && tokenText(token, value);
}

/** A word's own token and that of a specifier that it begins with. */
const MOST_AT_ONE_PLACE = 3;
