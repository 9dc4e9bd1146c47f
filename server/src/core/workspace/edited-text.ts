import { baseName } from './paths.ts';
import { isBeingEdited } from './unit-path.ts';

/**
 * The text of a file as far as systemd will get to see it, at the same offsets. Of a drop-in that is being edited with `systemctl edit`,
 * only what stands between two comments is kept (strip_edit_temp_file in src/shared/edit-util.c). The lines around these become comments.
 *
 * @param path Of the file. Any other than a temporary one of `systemctl edit` is kept whole.
 */
export function keptText(path: string, text: string): string {
  if (!isBeingEdited(baseName(path))) return text;
  const start = STARTS.map((marker) => text.indexOf(marker)).find((at) => at >= 0);
  const from = start ?? 0;
  const ends = ENDS.map((marker) => text.indexOf(marker, from)).filter((at) => at >= 0);
  const to = ends.reduce((first, at) => Math.min(first, at), text.length);
  return asComments(text.slice(0, from)) + text.slice(from, to) + asComments(text.slice(to));
}

/** In the words of systemd since 253, and of those before. */
const STARTS = [
  '### Anything between here and the comment below will become the contents of the drop-in file',
  '### Anything between here and the comment below will become the new contents of the file',
];
const ENDS = ['### Edits below this comment will be discarded', '### Lines below this comment will be discarded'];

function asComments(text: string): string {
  return text.replaceAll(/^[^\r\n]/gm, '#');
}
