import { say } from '../core/text/message.ts';
import type { Complaints } from './complaints.ts';
import type { Surroundings } from './surroundings.ts';

/** Writes a file; complains and gives false where that is not possible. */
export function writeFile(
  { write }: Surroundings,
  { about }: Complaints,
  { name, path, content }: { readonly name: string; readonly path: string; readonly content: string | Uint8Array },
): boolean {
  const code = write(path, content);
  if (code !== undefined) about(say`${name}: the file could not be written (${code}).`);
  return code === undefined;
}
