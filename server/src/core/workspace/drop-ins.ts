import type { UnitName } from '../values/unit-name.ts';
import { foldersOf, isInLoadPath, loadPathRank } from './load-path.ts';
import { key } from './memory.ts';
import { createNearest, type Nearest } from './nearest.ts';
import { baseName, folderOf, join } from './paths.ts';
import { cachedAt, type Snapshot } from './snapshot.ts';
import type { UnitFile } from './unit-file.ts';

/**
 * The drop-ins that apply to a unit, in the order in which systemd reads them (src/shared/dropin.c).
 *
 * Those of all its folders are sorted together by file name; of two with one name only the first applies, the folder of
 * higher priority first, the more specific folder name before the more general one.
 *
 * @param fragment Where the unit's fragment is, or would be: a folder that holds another fragment of the same name keeps its
 *   drop-ins to itself.
 * @param near The path of the file that asks, which decides between folders of a workspace.
 */
export function dropInsOf(snapshot: Snapshot, name: UnitName, fragment: string, near: string): readonly UnitFile[] {
  const byName = new Map<string, string>();
  for (const folderName of dropInFolders(name)) {
    if (!snapshot.hasDropIns(folderName)) continue;
    for (const parent of parents(snapshot, name, folderName, fragment, near)) {
      for (const path of snapshot.dropInsAt(parent, folderName)) {
        if (!byName.has(baseName(path))) byName.set(baseName(path), path);
      }
    }
  }
  if (byName.size === 0) return [];
  return [...byName.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, path]) => snapshot.file(path) ?? [])
    .filter((file) => !file.masked);
}

/** The folders that hold drop-in folders of one name. */
interface Parents {
  /** Those of the load path, in its order. */
  readonly installed: readonly string[];
  /** The others, each as the path of its drop-in folder. */
  readonly ofWorkspace: Nearest;
}

const PARENTS = key<Parents>('parents of drop-in folders', { small: true });

/**
 * The folders whose drop-in folders of a name apply to a unit, the more important first: its own, of the workspace's others the nearest,
 * those of the load path. A folder for many units applies only if no other is as near, as it may be meant for another machine.
 */
function parents(snapshot: Snapshot, name: UnitName, folderName: string, fragment: string, near: string): string[] {
  const home = folderOf(fragment);
  const isOwn = folderName === `${name.full}.d`;
  // Which folders have a fragment of the name decides once for all of them where each has a drop-in folder for just this unit.
  const { installed, ofWorkspace } = cachedAt(snapshot, PARENTS, isOwn ? `${folderName} ` : folderName, () =>
    findParents(snapshot, folderName, isOwn ? foldersOf(snapshot, name.full) : NONE),
  );
  const others = ofWorkspace.to(near, join(home, folderName)).map(folderOf);
  const taken = [...(isOwn || others.length === 1 ? others : []), ...installed].filter(
    (parent) => parent !== home && !foldersOf(snapshot, name.full).has(parent),
  );
  if (!isInLoadPath(snapshot, fragment)) return [home, ...taken];
  return [home, ...taken].sort((a, b) => rankOf(snapshot, a) - rankOf(snapshot, b));
}

function findParents(snapshot: Snapshot, folderName: string, taken: ReadonlySet<string>): Parents {
  const free = snapshot.parentsOf(folderName).filter((parent) => !taken.has(parent));
  const outside = snapshot.settings.loadPath.length;
  const ranked = free.map((parent) => ({ parent, rank: rankOf(snapshot, parent) }));
  return {
    installed: ranked
      .filter(({ rank }) => rank < outside)
      .sort((a, b) => a.rank - b.rank)
      .map(({ parent }) => parent),
    ofWorkspace: createNearest(
      ranked.filter(({ rank }) => rank === outside).map(({ parent }) => join(parent, folderName)),
    ),
  };
}

function rankOf(snapshot: Snapshot, folder: string): number {
  return loadPathRank(snapshot, join(folder, ''));
}

const NONE: ReadonlySet<string> = new Set();

/** The names of the folders that hold drop-ins for a unit, most specific first (src/basic/unit-file.c, unit_file_find_dropin_paths). */
export function dropInFolders(name: UnitName): readonly string[] {
  const folders: string[] = [];
  for (const prefix of prefixes(name.prefix)) {
    if (name.instance !== undefined) {
      if (name.instance !== '') folders.push(`${prefix}@${name.instance}.${name.type}.d`);
      folders.push(`${prefix}@.${name.type}.d`);
    }
    if (name.instance === undefined || prefix.endsWith('-')) folders.push(`${prefix}.${name.type}.d`);
  }
  folders.push(`${name.type}.d`);
  return folders;
}

/** `a-b-c` gives itself, `a-b-` and `a-`. */
function prefixes(prefix: string): string[] {
  const out = [prefix];
  for (let dash = prefix.lastIndexOf('-'); dash > 0; dash = prefix.lastIndexOf('-', dash - 1)) {
    const shorter = prefix.slice(0, dash + 1);
    if (shorter !== prefix) out.push(shorter);
  }
  return out;
}
