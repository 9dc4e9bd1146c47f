import { append } from './append.ts';
import type { TextEdit } from './edit.ts';

/**
 * Composes several sets of edits, each of which applies to the result of the one before, into one set. The result
 * touches no more of the text than they did.
 *
 * @param length Of the text that the first set was for.
 */
export function composeEdits(length: number, sets: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  let pieces: readonly Piece[] = [{ from: 0, to: length }];
  for (const edits of sets) pieces = cut(pieces, edits);
  return editsOf(pieces, length);
}

/** What a text that was edited is made of: stretches of the original in their order, and new text between them. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

function cut(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const sorted = [...edits].sort((a, b) => a.range.from - b.range.from || a.range.to - b.range.to);
  const out: Piece[] = [];
  const slice = slicer(pieces);
  let at = 0;
  for (const { range, newText } of sorted) {
    append(out, slice(at, range.from));
    out.push({ text: newText });
    at = range.to;
  }
  append(out, slice(at, Number.POSITIVE_INFINITY));
  return out;
}

/** Makes a function that gives stretches of what the pieces come to. Each begins at the end of the one before or behind it. */
function slicer(pieces: readonly Piece[]): (from: number, to: number) => Iterable<Piece> {
  let index = 0;
  /** Where the piece at the index begins. */
  let start = 0;
  return function* (from, to) {
    for (; index < pieces.length; index++) {
      const piece = pieces[index]!;
      const end = start + ('text' in piece ? piece.text.length : piece.to - piece.from);
      const [first, last] = [Math.max(from, start) - start, Math.min(to, end) - start];
      if (first < last) {
        yield 'text' in piece
          ? { text: piece.text.slice(first, last) }
          : { from: piece.from + first, to: piece.from + last };
      }
      // The next stretch may begin within this piece.
      if (to < end) return;
      start = end;
    }
  };
}

function editsOf(pieces: readonly Piece[], length: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let newText = '';
  for (const piece of [...pieces, { from: length, to: length }]) {
    if ('text' in piece) {
      newText += piece.text;
      continue;
    }
    if (newText !== '' || piece.from > at) edits.push({ range: { from: at, to: piece.from }, newText });
    at = piece.to;
    newText = '';
  }
  return edits;
}
