/**
 * Finds where systemd ends a physical line that begins at `from` (src/basic/fileio.c, read_line_full).
 *
 * LF, CR and NUL each end a line; a CR right beside a LF, in either order, belongs to the same line end, and so does a
 * NUL that follows them. The same character twice means an empty line, and nothing joins after a NUL.
 *
 * @param plain Whether the text holds neither CR nor NUL, as nearly all do: then a line ends at the next LF.
 * @returns `end`, where the line's own text stops, and `next`, where the next line begins. At the end of the text both
 * are the text's length.
 */
export function endOfLine(text: string, from: number, plain = false): { readonly end: number; readonly next: number } {
  if (plain) {
    const feed = text.indexOf('\n', from);
    return feed < 0 ? { end: text.length, next: text.length } : { end: feed, next: feed + 1 };
  }
  let end = from;
  while (end < text.length && markerOf(text.charCodeAt(end)) === 0) end++;
  let next = end;
  let seen = 0;
  while (next < text.length) {
    const marker = markerOf(text.charCodeAt(next));
    if (marker === 0 || (seen & marker) !== 0 || (seen & NUL_MARKER) !== 0) break;
    seen |= marker;
    next++;
  }
  return { end, next };
}

const NUL_MARKER = 4;

function markerOf(code: number): number {
  if (code === 10) return 1;
  if (code === 13) return 2;
  return code === 0 ? NUL_MARKER : 0;
}

/** Whether every line of a text ends with LF alone. */
export function hasPlainLines(text: string): boolean {
  return !/[\r\0]/.test(text);
}

/** The line end that the first line of a text has; LF where there is none. */
export function lineEndOf(text: string): string {
  return /\r?\n|\r/.exec(text)?.[0] ?? '\n';
}
