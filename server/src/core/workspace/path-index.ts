import { baseName, folderOf } from './paths.ts';

/** Finds paths by their names. It only grows, so that all snapshots share it: each looks which of the paths it has a file for. */
export interface PathIndex {
  add(path: string): void;
  named(name: string): Iterable<string>;
  /** The paths in the folder of a name that ends in `.d` in another folder. */
  dropInsAt(parent: string, folderName: string): readonly string[];
  /** The folders that hold a folder of a name. */
  parentsOf(folderName: string): Iterable<string>;
}

export function createPathIndex(): PathIndex {
  const seen = new Set<string>();
  const byName = new Map<string, string[]>();
  const byFolder = new Map<string, Map<string, string[]>>();
  return {
    add(path) {
      if (seen.has(path)) return;
      seen.add(path);
      push(byName, baseName(path), path);
      const folder = folderOf(path);
      const folderName = baseName(folder);
      if (!folderName.endsWith('.d')) return;
      const byParent = byFolder.get(folderName) ?? new Map<string, string[]>();
      byFolder.set(folderName, byParent);
      push(byParent, folderOf(folder), path);
    },
    named: (name) => byName.get(name) ?? [],
    dropInsAt: (parent, folderName) => byFolder.get(folderName)?.get(parent) ?? [],
    parentsOf: (folderName) => byFolder.get(folderName)?.keys() ?? [],
  };
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
