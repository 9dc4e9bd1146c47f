import { nodeAt } from '../syntax/node-at.ts';
import { append } from '../text/append.ts';
import type { Range } from '../text/range.ts';
import { repeatsLinkedUnit } from '../workspace/links.ts';
import { baseName, folderOf } from '../workspace/paths.ts';
import { unlessUnread } from '../workspace/reading-error.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { writtenDescription } from '../workspace/written-description.ts';

/** A unit file, or an assignment in one, as a search for it shows it. */
export interface UnitSymbol {
  readonly name: string;
  readonly kind: 'unit' | 'directive';
  readonly file: string;
  readonly range: Range;
  /** For a file its description, or the folder that it lies in; for an assignment its file. */
  readonly container: string;
}

/**
 * The unit files whose names hold the characters of the query in their order, those of the workspace first, and behind them the assignments
 * of the workspace that begin with it: `ListenStream`, or `listenstream=80` (LSP workspace/symbol).
 *
 * @param folders The folders of the workspace.
 */
export function unitSymbols(snapshot: Snapshot, query: string, folders: readonly string[]): readonly UnitSymbol[] {
  const wanted = query.toLowerCase();
  const isInside = (path: string): boolean => folders.some((folder) => path.startsWith(`${folder}/`));
  const units = [...snapshot.files()]
    .filter((file) => hasInOrder(nameOf(file).toLowerCase(), wanted) && !repeatsLinkedUnit(snapshot, file))
    .sort((a, b) => Number(isInside(b.path)) - Number(isInside(a.path)) || (nameOf(a) < nameOf(b) ? -1 : 1))
    .slice(0, MOST)
    .map((file) => ({
      name: nameOf(file),
      kind: 'unit' as const,
      file: file.path,
      range: { from: 0, to: 0 },
      container: writtenDescription(file) ?? folderOf(file.path),
    }));
  if (wanted.length < SHORTEST_KEY) return units;
  const found: UnitSymbol[] = [];
  const line = new RegExp(`^[ \\t]*(?=${escaped(wanted)})`, 'gim');
  for (const file of snapshot.files()) {
    if (found.length >= MOST) break;
    if (isInside(file.path) && !repeatsLinkedUnit(snapshot, file))
      append(found, assignments(file, line, MOST - found.length));
  }
  // Many names have the letters of a short key in their order, which must not keep the assignments away.
  return [...units.slice(0, Math.max(MOST / 2, MOST - found.length)), ...found].slice(0, MOST);
}

/** Texts are searched, and only those that have the words are parsed. */
function assignments(file: UnitFile, line: RegExp, most: number): UnitSymbol[] {
  const found: UnitSymbol[] = [];
  for (const { index, 0: blanks } of file.text.matchAll(line)) {
    if (found.length >= most) break;
    const node = unlessUnread(() => nodeAt(file.tree, index + blanks.length));
    if (node?.kind !== 'assignment' || node.keyRange.from !== index + blanks.length) continue;
    found.push({
      name: `${node.key}=${node.value.slice(0, LONGEST_VALUE)}`,
      kind: 'directive',
      file: file.path,
      range: node.content,
      container: nameOf(file),
    });
  }
  return found;
}

/** Shorter queries would find nearly every line. */
const SHORTEST_KEY = 3;
const LONGEST_VALUE = 80;

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The most results of a search. */
const MOST = 200;

/** A drop-in is known by what it changes: `foo.service.d/override.conf`. */
function nameOf({ path, kind }: UnitFile): string {
  return kind.kind === 'drop-in' ? `${baseName(folderOf(path))}/${baseName(path)}` : baseName(path);
}

function hasInOrder(text: string, characters: string): boolean {
  let at = 0;
  for (const c of characters) {
    at = text.indexOf(c, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
