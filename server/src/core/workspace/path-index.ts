import { createPathSets } from './path-sets.ts';
import { baseName, folderOf, join } from './paths.ts';

/** Finds the paths of a host's files by their names. All snapshots share it: each looks which of the paths it has a file for. */
export interface PathIndex {
  add(path: string): void;
  /** The file is gone. An older snapshot that is still held does not find it any more either. */
  delete(path: string): void;
  named(name: string): Iterable<string>;
  /** The paths in the folder of a name that ends in `.d` in another folder. */
  dropInsAt(parent: string, folderName: string): Iterable<string>;
  hasDropIns(folderName: string): boolean;
  /** The folders that hold a folder of a name. */
  parentsOf(folderName: string): Iterable<string>;
}

export function createPathIndex(): PathIndex {
  const byName = createPathSets();
  /** The files of each folder of drop-ins, and the parents of such folders by their names. */
  const dropIns = createPathSets();
  const parents = createPathSets();
  return {
    add(path) {
      byName.add(baseName(path), path);
      const folder = folderOf(path);
      if (!folder.endsWith('.d')) return;
      dropIns.add(folder, path);
      parents.add(baseName(folder), folderOf(folder));
    },
    delete(path) {
      byName.delete(baseName(path), path);
      const folder = folderOf(path);
      if (!folder.endsWith('.d')) return;
      dropIns.delete(folder, path);
      if (!dropIns.has(folder)) parents.delete(baseName(folder), folderOf(folder));
    },
    named: (name) => byName.get(name),
    dropInsAt: (parent, folderName) => dropIns.get(join(parent, folderName)),
    hasDropIns: (folderName) => parents.has(folderName),
    parentsOf: (folderName) => parents.get(folderName),
  };
}
