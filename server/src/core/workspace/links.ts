import type { UnitFile } from './unit-file.ts';
import { classifyPath } from './unit-path.ts';

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
