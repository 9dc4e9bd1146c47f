import type { Range } from '../text/range.ts';
import type { Assignment } from './tree.ts';

/** What looks like a comment behind a value, which systemd reads as part of it. */
export interface CommentStretch extends Range {
  /** The sign that it begins with. */
  readonly sign: '#' | ';' | '//';
  /** What it says, without the sign and the blanks around. */
  readonly text: string;
}

/**
 * What looks like comments in an assignment's value: from a `#`, `;` or `//` that begins a word outside of quotes, to the end of the
 * line of the file. A continued value can have one in each of its lines.
 *
 * @returns stretches in the value's offsets, in order. No word of a healthy value need be among them: whoever asks judges.
 */
export function commentStretches({ value, valueAt, line }: Assignment): readonly CommentStretch[] {
  if (!SIGN.test(value)) return NONE;
  const found: CommentStretch[] = [];
  let quote = '';
  for (const { from, to } of physicalLines(line.pieces, valueAt, value.length)) {
    let other: CommentStretch | undefined;
    let quoteOfOther = '';
    let hash: CommentStretch | undefined;
    for (let at = from; at < to && !hash; at++) {
      const c = value[at]!;
      if (c === '\\') at++;
      else if (quote !== '') quote = c === quote ? '' : quote;
      else if (c === '"' || c === "'") quote = c;
      else if (at === 0 || isBlank(value[at - 1])) {
        if (c === '#') hash = stretch(value, at, to, '#');
        else if (!other && (c === ';' || (c === '/' && value[at + 1] === '/'))) {
          other = stretch(value, at, to, c === ';' ? ';' : '//');
          quoteOfOther = quote;
        }
      }
    }
    const one = hash ?? other;
    if (one && one.text !== '') found.push(one);
    // Quotes in a comment open nothing.
    if (one === other && other) quote = quoteOfOther;
  }
  return found;
}

const SIGN = /(?:^|[ \t\r\n])(?:#|;|\/\/)/;

const NONE: readonly CommentStretch[] = [];

function stretch(value: string, from: number, end: number, sign: CommentStretch['sign']): CommentStretch {
  let to = end;
  while (to > from && isBlank(value[to - 1])) to--;
  const first = sign === '#' ? /^#+/.exec(value.slice(from, to))![0].length : sign.length;
  return { from, to, sign, text: value.slice(from + first, to).trim() };
}

function isBlank(c: string | undefined): boolean {
  return c === ' ' || c === '\t' || c === '\r' || c === '\n';
}

/** The stretches of the value in the lines of the file, without the backslashes that continue these. */
function* physicalLines(
  pieces: readonly { readonly at: number }[],
  valueAt: number,
  length: number,
): Iterable<{ readonly from: number; readonly to: number }> {
  for (const [index, { at }] of pieces.entries()) {
    const next = pieces[index + 1];
    const from = Math.max(0, at - valueAt);
    const to = Math.min(length, next ? next.at - 1 - valueAt : length);
    if (to > from) yield { from, to };
  }
}
