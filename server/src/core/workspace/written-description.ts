import type { UnitFile } from './unit-file.ts';

/**
 * The last Description= of a file as it stands there. For lists of hundreds of units, where parsing each file would cost too much;
 * it is wrong only for files that have such a line outside of [Unit].
 */
export function writtenDescription(file: UnitFile): string | undefined {
  const at = file.text.lastIndexOf('\nDescription=');
  if (at < 0) return undefined;
  const from = at + '\nDescription='.length;
  const end = file.text.slice(from).search(/[\r\n]/);
  return file.text.slice(from, end < 0 ? undefined : from + end).trim() || undefined;
}
