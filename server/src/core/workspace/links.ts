import { baseName } from './paths.ts';
import type { Snapshot } from './snapshot.ts';
import type { UnitFile } from './unit-file.ts';
import { classifyPath } from './unit-path.ts';

/**
 * Whether a file is a link to a file of the same name that is known as well, as `systemctl link` makes it in the load path for a unit that
 * lies elsewhere. Both are one unit.
 */
export function repeatsLinkedUnit(snapshot: Snapshot, { path, link }: Pick<UnitFile, 'path' | 'link'>): boolean {
  return link !== undefined && link !== path && baseName(link) === baseName(path) && snapshot.file(link) !== undefined;
}

/**
 * Whether a file is a link to another file of the same unit, where what is found is told. An instance is another unit than the template
 * that it links to.
 *
 * @param isChecked Whether the findings of a path are told as well.
 */
export function isToldBehindLink({ path, link, kind }: UnitFile, isChecked: (path: string) => boolean): boolean {
  if (link === undefined || link === path || !isChecked(link)) return false;
  return (kind.name?.instance === '') === (classifyPath(link)?.name?.instance === '');
}
