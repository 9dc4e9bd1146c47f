import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUnit, encodeUnit } from '../text/bytes.ts';
import { logicalOffset, sourceOffset } from './logical.ts';
import { parse } from './parse.ts';
import { type Node, valueSource } from './tree.ts';

/** Bytes that matter to the parser come up often; all others now and then. */
const bytes = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...[10, 13, 0, 32, 9, 35, 59, 91, 93, 61, 92, 65, 0xef, 0xbb, 0xbf]) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }) },
    ),
    { maxLength: 60 },
  )
  .map((list) => Uint8Array.from(list));

describe('parse', () => {
  it('loses no byte of any file', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        const tree = parse(decodeUnit(input));
        const joined = tree.nodes.map((node) => tree.text.slice(node.range.from, node.range.to)).join('');
        expect(encodeUnit(joined)).toEqual(input);
      }),
      { numRuns: 500 },
    );
  });

  it('covers the file with nodes that follow one another', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        let at = 0;
        for (const node of parse(decodeUnit(input)).nodes) {
          expect(node.range.from).toBe(at);
          expect(node.content.from).toBe(at);
          expect(node.content.to).toBeLessThanOrEqual(node.range.to);
          at = node.range.to;
        }
        expect(at).toBe(decodeUnit(input).length);
      }),
      { numRuns: 300 },
    );
  });

  it('finds every character of a joined line in the file', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        const { nodes, text } = parse(decodeUnit(input));
        for (const node of nodes) {
          if (!('line' in node)) continue;
          for (let i = 0; i < node.line.text.length; i++) {
            const source = sourceOffset(node.line, i);
            const there = text[source];
            expect(there === '\\' ? [' ', '\\'] : [there]).toContain(node.line.text[i]);
            expect(logicalOffset(node.line, source)).toBe(i);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, string, string[]]>([
    ['sections and assignments', '[Unit]\nA = b \n', ['header Unit', 'assignment A=b']],
    ['CRLF', '[Unit]\r\nA=b\r\n', ['header Unit', 'assignment A=b']],
    ['CR alone', '[Unit]\rA=b', ['header Unit', 'assignment A=b']],
    ['NUL ends a line', '[Unit]\0A=b', ['header Unit', 'assignment A=b']],
    ['comments with # and ;', '# a\n ; b\nA=1 # no comment\n', ['comment', 'comment', 'assignment A=1 # no comment']],
    ['a continuation', 'A=b \\\n  c\n', ['assignment A=b    c']],
    ['a comment inside a continuation', 'A=b\\\n# not this \\\nc\n', ['assignment A=b c']],
    ['a blank line ends a continuation', 'A=b\\\n\nc=d\n', ['assignment A=b', 'assignment c=d']],
    ['an even number of backslashes continues nothing', 'A=b\\\\\nC=d\n', ['assignment A=b\\\\', 'assignment C=d']],
    ['a backslash before blanks continues nothing', 'A=b\\ \nC=d\n', ['assignment A=b\\', 'assignment C=d']],
    ['a continuation at the end of the file', 'A=b\\', ['assignment A=b']],
    ['a byte order mark', '\ufeff[Unit]\n', ['header Unit']],
    ['a byte order mark before a comment', '\ufeff# x\n', ['stray # x']],
    ['a header that is not closed', '[Unit\n', ['header Unit (open)']],
    ['a header with something behind it', '[Unit] x\n', ['header Unit] x (open)']],
    ['no equals sign', 'hello\n', ['stray hello']],
    ['no key', '=x\n', ['assignment =x']],
    ['an empty value', 'A=\n', ['assignment A=']],
    ['blanks only', ' \t\n', ['blank']],
  ])('%s', (_, text, expected) => {
    expect(parse(text).nodes.map(brief)).toEqual(expected);
  });

  it('points into the file across a continuation', () => {
    const text = 'A=one \\\n# why\n  two';
    const node = parse(text).nodes[0]!;
    if (node.kind !== 'assignment') throw new Error('not an assignment');
    const at = node.value.indexOf('two');
    const { from, to } = valueSource(node, at, at + 3);
    expect(text.slice(from, to)).toBe('two');
    expect(node.innerComments.map((range) => text.slice(range.from, range.to))).toEqual(['# why']);
  });

  it('gives up at a line of more than 1 MiB, as systemd does', () => {
    expect(parse(`A=1\nB=${'x'.repeat(1 << 20)}\nC=2\n`).nodes.map((node) => node.kind)).toEqual([
      'assignment',
      'overlong',
    ]);
  });
});

function brief(node: Node): string {
  switch (node.kind) {
    case 'header':
      return `header ${node.name}${node.closed ? '' : ' (open)'}`;
    case 'assignment':
      return `assignment ${node.key}=${node.value}`;
    case 'stray':
      return `stray ${node.line.text.trim()}`;
    default:
      return node.kind;
  }
}
