import type { UnitName } from '../values/unit-name.ts';
import { compare } from './load-path.ts';
import { baseName, folderOf } from './paths.ts';
import type { Snapshot } from './snapshot.ts';
import type { UnitFile } from './unit-file.ts';

/**
 * The drop-ins that apply to a unit, in the order in which systemd reads them (src/shared/dropin.c).
 *
 * Those of all its folders are sorted together by file name; of two with one name only the first counts, the more
 * important folder before the less, the more specific folder name before the wider.
 *
 * @param fragment Where the unit's fragment is, or would be: a folder that holds another fragment of the same name keeps its drop-ins to itself.
 */
export function dropInsOf(snapshot: Snapshot, name: UnitName, fragment: string): readonly UnitFile[] {
  const byName = new Map<string, UnitFile>();
  for (const folderName of dropInFolders(name)) {
    const here = snapshot
      .dropInsIn(folderName)
      .filter((file) => belongs(snapshot, file, name, fragment))
      .sort((a, b) => compare(snapshot, a.path, b.path, fragment));
    for (const file of here) {
      const key = baseName(file.path);
      if (!byName.has(key)) byName.set(key, file);
    }
  }
  return [...byName.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, file]) => file)
    .filter((file) => !file.masked);
}

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

function belongs(snapshot: Snapshot, dropIn: UnitFile, name: UnitName, fragment: string): boolean {
  const folder = folderOf(folderOf(dropIn.path));
  const home = folderOf(fragment);
  if (folder === home) return true;
  return !snapshot.named(name.full).some((file) => file.kind.kind === 'fragment' && folderOf(file.path) === folder);
}
