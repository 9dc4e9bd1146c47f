import { baseName, folderOf } from './paths.ts';

/** Finds paths by their names. It only grows, so that all snapshots share it: each looks which of the paths it has a file for. */
export interface PathIndex {
  add(path: string): void;
  named(name: string): Iterable<string>;
  /** The paths in the folder of a name that ends in `.d` in another folder. */
  dropInsAt(parent: string, folderName: string): readonly string[];
  hasDropIns(folderName: string): boolean;
  /** The folders that hold a folder of a name. */
  parentsOf(folderName: string): Iterable<string>;
}

export function createPathIndex(): PathIndex {
  const seen = new Set<string>();
  // Most names are those of one file, which needs no list.
  const byName = new Map<string, string | string[]>();
  const byFolder = new Map<string, Map<string, string[]>>();
  return {
    add(path) {
      if (seen.has(path)) return;
      seen.add(path);
      const name = baseName(path);
      const others = byName.get(name);
      if (others === undefined) byName.set(name, path);
      else if (typeof others === 'string') byName.set(name, [others, path]);
      else others.push(path);
      const folder = folderOf(path);
      const folderName = baseName(folder);
      if (!folderName.endsWith('.d')) return;
      const byParent = byFolder.get(folderName) ?? new Map<string, string[]>();
      byFolder.set(folderName, byParent);
      const parent = folderOf(folder);
      const beside = byParent.get(parent);
      if (beside) beside.push(path);
      else byParent.set(parent, [path]);
    },
    named(name) {
      const paths = byName.get(name) ?? [];
      return typeof paths === 'string' ? [paths] : paths;
    },
    dropInsAt: (parent, folderName) => byFolder.get(folderName)?.get(parent) ?? [],
    hasDropIns: (folderName) => byFolder.has(folderName),
    parentsOf: (folderName) => byFolder.get(folderName)?.keys() ?? [],
  };
}
