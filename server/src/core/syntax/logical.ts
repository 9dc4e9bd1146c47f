import { firstIndex } from '../text/first-index.ts';
import type { Range } from '../text/range.ts';

/**
 * One line as systemd sees it after joining continuations, mapped to its offsets in the file.
 *
 * Each piece says that the logical text from `at` on stands in the file from `source` on, up to the next piece. The
 * backslash of a continuation stands for the space that systemd puts in its place, so every logical character has a source.
 */
export interface Logical {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly at: number;
  readonly source: number;
}

/** A line that is not continued: its text stands in the file as it is. Nearly all lines are, and there are thousands of them. */
export class PlainLine implements Logical {
  readonly text: string;
  /** The offset in the file at which the text begins. */
  readonly source: number;

  constructor(text: string, source: number) {
    this.text = text;
    this.source = source;
  }

  get pieces(): readonly Piece[] {
    return [{ at: 0, source: this.source }];
  }
}

/** The same line in a file in which it stands elsewhere, `by` characters further on. */
export function movedLine(line: Logical, by: number): Logical {
  if (line instanceof PlainLine) return new PlainLine(line.text, line.source + by);
  return { text: line.text, pieces: line.pieces.map(({ at, source }) => ({ at, source: source + by })) };
}

/** Where the logical stretch `from`..`to` stands in the file. It may span the line ends and comments between. */
export function sourceRange(line: Logical, from: number, to: number): Range {
  if (line instanceof PlainLine) {
    const start = line.source + from;
    return { from: start, to: start + Math.max(0, to - from) };
  }
  if (to <= from) {
    const at = sourceOffset(line, from);
    return { from: at, to: at };
  }
  return { from: sourceOffset(line, from), to: sourceOffset(line, to - 1) + 1 };
}

/** Where the logical offset stands in the file; the end of the text is just after its last character. */
export function sourceOffset(line: Logical, offset: number): number {
  if (line instanceof PlainLine) return line.source + offset;
  const piece = line.pieces[lastUpTo(line.pieces, 'at', offset)]!;
  return piece.source + (offset - piece.at);
}

/** The parts of a logical stretch in the lines of the file that it stands in, without the backslashes that continue these. */
export function sourceParts({ pieces }: Logical, from: number, to: number): readonly Range[] {
  const out: Range[] = [];
  for (let index = lastUpTo(pieces, 'at', from); index < pieces.length; index++) {
    const { at, source } = pieces[index]!;
    if (at >= to) break;
    const next = pieces[index + 1];
    const begin = Math.max(from, at);
    // The last character of a piece that goes on is the backslash, for which systemd puts a space.
    const end = next ? Math.min(to, next.at - 1) : to;
    if (end > begin) out.push({ from: source + begin - at, to: source + end - at });
  }
  return out;
}

/** The logical offset nearest to a place in the file; line ends and comments inside a continuation fall to its left. */
export function logicalOffset(line: Logical, source: number): number {
  const { pieces } = line;
  const index = lastUpTo(pieces, 'source', source);
  const piece = pieces[index]!;
  const limit = pieces[index + 1]?.at ?? line.text.length;
  return Math.max(0, Math.min(piece.at + Math.max(0, source - piece.source), limit));
}

/** The last piece that begins at or before an offset, by binary search; the first where none does. */
function lastUpTo(pieces: readonly Piece[], side: keyof Piece, offset: number): number {
  return Math.max(0, firstIndex(pieces.length, (index) => pieces[index]![side] > offset) - 1);
}
