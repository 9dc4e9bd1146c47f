import type { FileChange } from '../diagnostic.ts';
import type { World } from '../values/grammar.ts';
import { parseUnitName } from '../values/unit-name.ts';
import { baseName, folderOf, join } from '../workspace/paths.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { fileOf, pathAfter, type RenamedUnit, type RenamedUnits, renamedName } from './rename-units.ts';

type Move = FileChange & { kind: 'rename' };

/**
 * The files and folders that are renamed with units: their own, those of their drop-ins (`foo.service.d`), those of what they pull in
 * (`foo.service.wants`), and what stands for them in such folders. What lies in a folder comes before the folder.
 *
 * @param world Where there is a disk, folders are found that hold no file of ours.
 */
export function moves(snapshot: Snapshot, units: RenamedUnits, world: Pick<World, 'directory'>): readonly Move[] {
  const inner = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const folder of dropInFolders(snapshot)) takeFolder(snapshot, units, folder, folders);
  for (const home of new Set([...units.byPath.keys()].map(folderOf))) {
    for (const name of world.directory(home)) {
      if (!FOLDER_OF_UNIT.test(name)) continue;
      const folder = join(home, name.slice(0, -1));
      takeFolder(snapshot, units, folder, folders);
      if (folder.endsWith('.d')) continue;
      for (const entry of world.directory(folder)) {
        const to = newNameOf(snapshot, units, entry, join(home, entry));
        if (to !== undefined) inner.set(join(folder, entry), join(folder, to));
      }
    }
  }
  const own = [...units.byPath.values()].map((unit: RenamedUnit) => [unit.path, pathAfter(unit)] as const);
  return [...inner, ...own, ...folders].map(([file, to]) => ({ kind: 'rename', file, to }));
}

/** Folders whose names are that of a unit and a suffix, as {@link World.directory} gives them. */
const FOLDER_OF_UNIT = /\.(?:d|wants|requires|upholds)\/$/;

function dropInFolders(snapshot: Snapshot): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of snapshot.paths()) {
    if (path.includes('.d/') && folderOf(path).endsWith('.d')) folders.add(folderOf(path));
  }
  return folders;
}

function takeFolder(snapshot: Snapshot, units: RenamedUnits, folder: string, into: Map<string, string>): void {
  const name = baseName(folder);
  const dot = name.lastIndexOf('.');
  const unit = name.slice(0, dot);
  const to = newNameOf(snapshot, units, unit, join(folderOf(folder), unit));
  if (to !== undefined) into.set(folder, join(folderOf(folder), to + name.slice(dot)));
}

/** What a name that stands in a place becomes; undefined where it stays. */
function newNameOf(snapshot: Snapshot, units: RenamedUnits, name: string, near: string): string | undefined {
  const parsed = parseUnitName(name);
  if (!parsed) return undefined;
  // Looked at before the file is searched for, as folders can have thousands of entries.
  const isNamed = units.words.has(parsed.instance === undefined ? name : `${parsed.prefix}@`);
  const path = isNamed ? fileOf(snapshot, name, near) : undefined;
  const unit = path === undefined ? undefined : units.byPath.get(path);
  const to = unit && renamedName(name, unit);
  return to === name ? undefined : to;
}
