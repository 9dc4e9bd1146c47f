import { parseUnitName, type UnitName, unitNameKind } from '../values/unit-name.ts';
import { isInLoadPath } from './load-path.ts';
import type { Mention } from './mentions.ts';
import { baseName, folderOf } from './paths.ts';
import type { Snapshot } from './snapshot.ts';
import type { UnitFile } from './unit-file.ts';

/**
 * The other names of a unit: those of links to its fragment (src/shared/unit-file.c, unit_file_build_name_map). A link to a template is an
 * alias of each instance, under the same instance. Sorted by name.
 *
 * @param fragment The path of the unit's fragment, which may be such a link itself.
 */
export function aliasesOf(snapshot: Snapshot, name: UnitName, fragment: string): readonly UnitName[] {
  const isInstance = unitNameKind(name) === 'instance';
  const targets = isInstance ? [name.full, `${name.prefix}@.${name.type}`] : [name.full];
  const links = targets.flatMap((target) => snapshot.mentioning(LINK_TARGET, target));
  if (links.length === 0) return NO_NAMES;
  const names = new Map<string, UnitName>();
  for (const path of links) {
    const file = snapshot.file(path);
    const alias = file && parseUnitName(baseName(path));
    if (!alias || alias.type !== name.type || !belongs(snapshot, file, fragment)) continue;
    const known = isInstance && alias.instance === '' ? instantiated(alias, name.instance!) : alias;
    if (known && known.full !== name.full && unitNameKind(known) === unitNameKind(name)) names.set(known.full, known);
  }
  return [...names.values()].sort((a, b) => (a.full < b.full ? -1 : 1));
}

const NO_NAMES: readonly UnitName[] = [];

/** The unit that a file links to, by its base name. */
const LINK_TARGET: Mention = {
  name: 'link target',
  words: ({ link, path }) =>
    link && link !== '/dev/null' && baseName(link) !== baseName(path) ? [baseName(link)] : [],
};

function belongs(snapshot: Snapshot, file: UnitFile, fragment: string): boolean {
  if (!file.link || file.link === '/dev/null' || baseName(file.link) === baseName(file.path)) return false;
  if (file.path === fragment || file.link === fragment || folderOf(file.path) === folderOf(fragment)) return true;
  return isInLoadPath(snapshot, file.path) && isInLoadPath(snapshot, fragment);
}

function instantiated({ prefix, type }: UnitName, instance: string): UnitName | undefined {
  return parseUnitName(`${prefix}@${instance}.${type}`);
}
