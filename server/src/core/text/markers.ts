import { append } from './append.ts';
import { fitted } from './fitted.ts';
import type { Range } from './range.ts';

/** A range that a marker line points at, and the message that stands beside it. */
export interface Mark extends Range {
  readonly message: string;
}

export interface Marked {
  /** The text without its marker lines. */
  readonly text: string;
  /** In the order of their ranges. */
  readonly marks: readonly Mark[];
}

/**
 * Reads a text with marker lines: comments below a line that say which part of it a finding is about, and what the finding says.
 *
 *     Accept=yes
 *     #^^^^^^^^^ No template web@.service, which Accept=yes starts for each connection.
 *     #          The message goes on in comment lines that are indented as far as it is.
 *
 * Carets stand below the characters of the range. The `#` right before them stands for the character of its own column, except in
 * `#.^^`, whose range begins behind it. `#<` is the first character alone, a bar `|` an empty range, and carets with `…` behind them are
 * a range that ends in a later line.
 *
 * @throws Error for a marker without a line above it.
 */
export function readMarked(text: string): Marked {
  const kept: string[] = [];
  const marks: { from: number; to: number; message: string; column: number }[] = [];
  let length = 0;
  let lineStart = -1;
  let open: (typeof marks)[number] | undefined;
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const marker = MARKER.exec(line);
    const more = open && /^#( +)(\S.*)$/.exec(line);
    if (marker) {
      if (lineStart < 0) throw new Error(`There is no line above the marker ${line}`);
      open = markOf(marker, lineStart, length - 1);
      marks.push(open);
    } else if (open && more && more[1]!.length === open.column - 1) {
      open.message = joined(open.message, more[2]!);
    } else {
      open = undefined;
      lineStart = length;
      const isLast = index === lines.length - 1;
      kept.push(line);
      length += line.length + (isLast ? 0 : 1);
    }
  }
  return {
    text: kept.join('\n'),
    marks: marks.map(({ from, to, message }) => ({ from, to, message })).sort(byRange),
  };
}

/** Writes marker lines into a text, below the last line that each mark touches first. */
export function writeMarked({ text, marks }: Marked, width = 120): string {
  const out: string[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    out.push(line);
    const to = from + line.length;
    for (const mark of [...marks].sort(byRange)) {
      if (mark.from >= from && mark.from <= to) append(out, markerLines(mark, from, to, width));
    }
    from = to + 1;
  }
  return out.join('\n');
}

/** `#` for column 0, spaces up to the range, the range, and the message. */
const MARKER = /^#( *|\.)(\^+…?|\||<)(?: (.*))?$/;

function markOf([, gap, shape, message = '']: RegExpExecArray, lineStart: number, lineEnd: number) {
  const column = (gap ?? '').length + 1 + (shape ?? '').length + 1;
  if (shape === '<') return { from: lineStart, to: lineStart + 1, message, column };
  const start = gap === '.' ? 1 : gap === '' ? 0 : gap!.length + 1;
  const carets = shape === '|' ? 0 : shape!.replace('…', '').length;
  const from = lineStart + start;
  const to = shape!.endsWith('…') ? lineEnd + 1 : from + carets + (start === 0 && carets > 0 ? 1 : 0);
  return { from, to, message, column };
}

function markerLines({ from, to, message }: Mark, lineStart: number, lineEnd: number, width: number): string[] {
  const start = from - lineStart;
  const goesOn = to > lineEnd;
  const shown = (goesOn ? lineEnd : to) - from;
  const gap = start === 0 ? '' : start === 1 ? '.' : ' '.repeat(start - 1);
  const first =
    shown === 0 && !goesOn
      ? `#${gap}|`
      : start === 0 && shown === 1
        ? '#<'
        : `#${gap}${'^'.repeat(Math.max(1, start === 0 ? shown - 1 : shown))}${goesOn ? '…' : ''}`;
  if (message === '') return [first];
  const lines: string[] = [];
  let line = first;
  const indent = `#${' '.repeat(first.length - 1)}`;
  // Beside a long range there is no room: a word on each line would be read by nobody.
  const end = Math.max(width, first.length + LEAST_WIDTH);
  for (const [index, piece] of pieces(message).entries()) {
    const next = index === 0 ? ` ${piece}` : piece;
    if (index > 0 && columns(line + next.trimEnd()) > end) {
      lines.push(line.trimEnd());
      line = `${indent} ${next.trimStart()}`;
    } else line += next;
  }
  return [...lines, line];
}

/** What a message has of a line at least. */
const LEAST_WIDTH = 40;

/** A message where a line may end: behind blanks, and beside a Chinese or Japanese character but for its punctuation. */
function pieces(message: string): string[] {
  return message.split(BREAKS);
}

/** Two lines of a message, with a blank between them unless the language has none there. */
function joined(left: string, right: string): string {
  return fitted(fitted(left, ' ', ' ', ' '), ' ', right, ' ');
}

const WIDE = String.raw`\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef`;
const BREAKS = new RegExp(
  `(?<= )(?! )|(?<=[${WIDE}])(?<![\u3008-\u3011\uff08])(?=[${WIDE}\u201c])(?![\u3001-\u3003\u3009-\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f])`,
  'u',
);

/** How wide a text is where such characters take two columns. */
function columns(text: string): number {
  return text.length + (text.match(WIDE_ONE)?.length ?? 0);
}

const WIDE_ONE = new RegExp(`[${WIDE}]`, 'gu');

function byRange(a: Range, b: Range): number {
  return a.from - b.from || a.to - b.to;
}
