import { repeatsLinkedUnit } from '../workspace/links.ts';
import { baseName, folderOf } from '../workspace/paths.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { writtenDescription } from '../workspace/written-description.ts';

/** A unit file as a search for it shows it. */
export interface UnitSymbol {
  readonly name: string;
  readonly file: string;
  /** Its description, or the folder that it lies in. */
  readonly container: string;
}

/**
 * The unit files whose names hold the characters of the query in their order, those of the workspace first (LSP workspace/symbol).
 *
 * @param folders The folders of the workspace.
 */
export function unitSymbols(snapshot: Snapshot, query: string, folders: readonly string[]): readonly UnitSymbol[] {
  const wanted = query.toLowerCase();
  const isInside = (path: string): boolean => folders.some((folder) => path.startsWith(`${folder}/`));
  return [...snapshot.files()]
    .filter((file) => hasInOrder(nameOf(file).toLowerCase(), wanted) && !repeatsLinkedUnit(snapshot, file))
    .sort((a, b) => Number(isInside(b.path)) - Number(isInside(a.path)) || (nameOf(a) < nameOf(b) ? -1 : 1))
    .slice(0, MOST)
    .map((file) => ({
      name: nameOf(file),
      file: file.path,
      container: writtenDescription(file) ?? folderOf(file.path),
    }));
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
