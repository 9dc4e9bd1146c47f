import type { UnitName } from '../values/unit-name.ts';
import { aliasesOf } from './aliases.ts';
import { foldersOf, isInLoadPath, loadPathRank } from './load-path.ts';
import { key } from './memory.ts';
import { createNearest, type Nearest } from './nearest.ts';
import { baseName, folderOf, join } from './paths.ts';
import { cachedAt, type Snapshot } from './snapshot.ts';
import { mayShareSystem } from './systems.ts';
import type { UnitFile } from './unit-file.ts';
import { isBeingEdited } from './unit-path.ts';

/**
 * The drop-ins that apply to a unit, in the order in which systemd reads them (src/shared/dropin.c, unit_file_find_dropin_paths).
 *
 * Those of all its folders are sorted together by file name; of two with one name only the first applies. The folders named after the
 * unit come first, then those named after its aliases, at last those for the whole type. In each group the place in the load path counts
 * before how specific the name of the folder is.
 *
 * @param fragment Where the unit's fragment is, or would be. A folder of a workspace that holds another fragment of the same name keeps
 *   its drop-ins to itself; those of the load path all count, as systemd looks through it as a whole.
 * @param near The path of the file that asks, which decides between folders of a workspace.
 */
export function dropInsOf(snapshot: Snapshot, name: UnitName, fragment: string, near: string): readonly UnitFile[] {
  return firstOfEachName(snapshot, name, fragment, near).filter((file) => !file.masked);
}

/** The names that mask drop-ins of a unit: a file of such a name is empty or leads to /dev/null, and hides those in lesser folders. */
export function maskedDropIns(snapshot: Snapshot, name: UnitName, fragment: string, near: string): ReadonlySet<string> {
  const masks = firstOfEachName(snapshot, name, fragment, near).filter((file) => file.masked);
  return new Set(masks.map(({ path }) => baseName(path)));
}

function firstOfEachName(snapshot: Snapshot, name: UnitName, fragment: string, near: string): readonly UnitFile[] {
  const byName = new Map<string, string>();
  for (const [folders, whose] of folderGroups(snapshot, name, fragment)) {
    const found: { readonly rank: number; readonly paths: readonly string[] }[] = [];
    for (const folderName of folders) {
      if (!snapshot.hasDropIns(folderName)) continue;
      for (const { parent, rank } of parents(snapshot, whose, folderName, fragment, near)) {
        found.push({ rank, paths: snapshot.dropInsAt(parent, folderName) });
      }
    }
    // The sort is stable: of two folders in one place the more specific stays first.
    for (const path of found.sort((a, b) => a.rank - b.rank).flatMap(({ paths }) => paths)) {
      const base = baseName(path);
      if (!isHidden(base) && !byName.has(base)) byName.set(base, path);
    }
  }
  if (byName.size === 0) return [];
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, path]) => snapshot.file(path) ?? []);
}

/** The names of the folders to look for, group by group, each with the name of the unit that they are for. */
function* folderGroups(
  snapshot: Snapshot,
  name: UnitName,
  fragment: string,
): Iterable<readonly [folders: readonly string[], whose: UnitName]> {
  const whole = `${name.type}.d`;
  const own = (one: UnitName): string[] => dropInFolders(one).filter((folder) => folder !== whole);
  yield [own(name), name];
  for (const alias of aliasesOf(snapshot, name, fragment)) yield [own(alias), alias];
  yield [[whole], name];
}

/** Files whose names begin with a dot are not read (src/basic/dirent-util.c); one that `systemctl edit` has people edit soon will be. */
function isHidden(base: string): boolean {
  return base.startsWith('.') && !isBeingEdited(base);
}

/** The folders that hold drop-in folders of one name. */
interface Parents {
  /** Those of the load path. */
  readonly installed: readonly RankedParent[];
  /** The others, each as the path of its drop-in folder. */
  readonly ofWorkspace: Nearest;
}

/** A folder that holds drop-in folders, and its place among them: one with a lower rank wins. */
interface RankedParent {
  readonly parent: string;
  readonly rank: number;
}

const PARENTS = key<Parents>('parents of drop-in folders', { small: true });

/**
 * The folders whose drop-in folders of a name apply to a unit, the more important first: its own, of the workspace's others the nearest,
 * those of the load path. One that is meant for another system does not apply, and a folder for many units only if no other is as near.
 */
function parents(
  snapshot: Snapshot,
  name: UnitName,
  folderName: string,
  fragment: string,
  near: string,
): readonly RankedParent[] {
  const home = folderOf(fragment);
  const isOwn = folderName === `${name.full}.d`;
  // Which folders have a fragment of the name decides once for all of them where each has a drop-in folder for just this unit.
  const { installed, ofWorkspace } = cachedAt(snapshot, PARENTS, isOwn ? `${folderName} ` : folderName, () =>
    findParents(snapshot, folderName, isOwn ? foldersOf(snapshot, name.full) : NONE),
  );
  const nearest = ofWorkspace.to(near, join(home, folderName)).map(folderOf);
  const taken = foldersOf(snapshot, name.full);
  const others = (isOwn || nearest.length === 1 ? nearest : []).filter(
    (one) => one !== home && !taken.has(one) && mayShareSystem(join(one, folderName), fragment, snapshot.settings),
  );
  const ranked = installed.filter(({ parent }) => parent !== home);
  if (!isInLoadPath(snapshot, fragment)) {
    return [{ parent: home, rank: -2 }, ...others.map((parent) => ({ parent, rank: -1 })), ...ranked];
  }
  const outside = snapshot.settings.loadPath.length;
  const here = { parent: home, rank: rankOf(snapshot, home) };
  return [here, ...ranked, ...others.map((parent) => ({ parent, rank: outside }))];
}

function findParents(snapshot: Snapshot, folderName: string, taken: ReadonlySet<string>): Parents {
  const outside = snapshot.settings.loadPath.length;
  const ranked = snapshot.parentsOf(folderName).map((parent) => ({ parent, rank: rankOf(snapshot, parent) }));
  const free = ranked.filter(({ parent, rank }) => rank === outside && !taken.has(parent));
  return {
    installed: ranked.filter(({ rank }) => rank < outside),
    ofWorkspace: createNearest(free.map(({ parent }) => join(parent, folderName))),
  };
}

function rankOf(snapshot: Snapshot, folder: string): number {
  return loadPathRank(snapshot, join(folder, ''));
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The names of the folders that hold drop-ins for a unit, in the order in which systemd looks for them in one place
 * (src/shared/dropin.c, unit_file_find_dirs): for an instance the template's with all its prefixes come before the instance's prefixes.
 */
export function dropInFolders(name: UnitName): readonly string[] {
  return [...new Set(unitFolders(name)), `${name.type}.d`];
}

function unitFolders({ full, prefix, instance, type }: UnitName): string[] {
  const isInstance = instance !== undefined && instance !== '';
  const shorter = shorterPrefix(prefix);
  return [
    `${full}.d`,
    ...(isInstance ? unitFolders({ full: `${prefix}@.${type}`, prefix, instance: '', type }) : []),
    ...(shorter === undefined ? [] : unitFolders(prefixUnit(shorter, isInstance ? instance : undefined, type))),
  ];
}

function prefixUnit(prefix: string, instance: string | undefined, type: UnitName['type']): UnitName {
  const full = instance === undefined ? `${prefix}.${type}` : `${prefix}@${instance}.${type}`;
  return { full, prefix, instance, type };
}

/** `a-b-` for `a-b-c`, and `a-` for that. */
function shorterPrefix(prefix: string): string | undefined {
  const whole = prefix.endsWith('-') ? prefix.slice(0, -1) : prefix;
  const dash = whole.lastIndexOf('-');
  return dash > 0 ? whole.slice(0, dash + 1) : undefined;
}
