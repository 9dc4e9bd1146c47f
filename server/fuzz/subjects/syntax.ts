import fc from 'fast-check';
import { parse } from '../../src/core/syntax/parse.ts';
import { reparse } from '../../src/core/syntax/reparse.ts';
import { decodeUnit, encodeUnit } from '../../src/core/text/bytes.ts';
import { anyText, piece, unitText } from '../inputs.ts';
import { ensure, subject } from '../subject.ts';

/** Reading a file and writing it again gives the same bytes. */
export const bytes = subject('bytes', fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 60 }), (input) => {
  const given = Uint8Array.from(input);
  const back = encodeUnit(decodeUnit(given));
  ensure(back.length === given.length && back.every((byte, index) => byte === given[index]), 'a byte was lost');
});

/** The nodes of a tree follow one another and cover the text. */
export const syntax = subject('parse', fc.oneof(anyText, unitText('service')), (text) => {
  const { nodes } = parse(text);
  let at = 0;
  for (const { range, content } of nodes) {
    ensure(range.from === at && content.from >= range.from && content.to <= range.to, `a gap or an overlap at ${at}`);
    at = range.to;
  }
  ensure(at === text.length, `the text is left at ${at}`);
});

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 20 }),
  put: fc.oneof(piece, anyText),
});
/** Lines before and behind, so that there is something to take over. */
const FRAME = '# a line\nA=b\n'.repeat(60);

/** The tree that is made from the last state's is the one that the text comes to. */
export const reparsing = subject(
  'reparse',
  fc.tuple(anyText, fc.array(edit, { minLength: 1, maxLength: 3 })),
  ([middle, edits]) => {
    let text = FRAME + middle + FRAME;
    let tree = parse(text);
    for (const { at, removed, put } of edits) {
      const from = Math.floor(at * text.length);
      text = text.slice(0, from) + put + text.slice(from + removed);
      tree = reparse(tree, text);
      const anew = parse(text);
      ensure(
        JSON.stringify(shape(tree)) === JSON.stringify(shape(anew)),
        `another tree than that of ${JSON.stringify(text)}`,
      );
    }
  },
);

function shape({ nodes }: ReturnType<typeof parse>): unknown {
  return nodes.map((node) => [
    node.kind,
    node.range.from,
    node.content.to,
    node.range.to,
    'line' in node && node.line.text,
  ]);
}
