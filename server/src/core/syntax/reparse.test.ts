import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import { reparse } from './reparse.ts';
import { MOST_LINES, type UnitTree } from './tree.ts';

const LINE = fc.constantFrom(
  ...[
    'a=b',
    'a=b \\',
    'a=\\',
    ' c \\',
    '# x',
    '# x \\',
    ';',
    '',
    ' ',
    '\\',
    '[A]',
    '[A',
    'stray',
    '=',
    'k = v w',
    'é=ü',
  ],
);
const LINE_END = fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\r', '\r', '\0', '\0\n');
const TEXT = (lines: number) =>
  fc
    .array(
      fc.tuple(LINE, LINE_END).map((parts) => parts.join('')),
      { maxLength: lines },
    )
    .map((all) => all.join(''));
/** What is put in at a place, given as a part of the text's length, and how much goes. */
const EDIT = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 12 }),
  put: fc.oneof(TEXT(3), fc.constantFrom('\\', '\n', '\r', '\0', '[', '#', '=', '\ufeff', '')),
});

/** All that a tree says, with the ranges, which are made on demand. */
function told({ text, nodes, sections, lines }: UnitTree): unknown {
  const plain = nodes.map((node) => ({
    kind: node.kind,
    range: node.range,
    content: node.content,
    ...('line' in node && { line: node.line.text, pieces: node.line.pieces, inner: node.innerComments }),
    ...(node.kind === 'header' && { name: node.name, nameRange: node.nameRange, closed: node.closed }),
    ...(node.kind === 'assignment' && {
      words: [node.key, node.value, node.valueAt],
      ranges: [node.keyRange, node.valueRange],
    }),
  }));
  return {
    text,
    lines,
    nodes: plain,
    sections: sections.map(({ name, range, nodes: members }) => ({ name, range, members: members.length })),
  };
}

describe('reparse', () => {
  it('gives the tree that parse gives, after any edits one after the other', () => {
    let compared = 0;
    fc.assert(
      fc.property(TEXT(20), fc.array(EDIT, { maxLength: 5 }), (middle, edits) => {
        // Enough lines for the nodes to be taken over.
        let text = 'a=b\n'.repeat(60) + middle + 'c=d\n'.repeat(60);
        let tree = parse(text);
        for (const { at, removed, put } of edits) {
          const offset = Math.floor(at * text.length);
          text = text.slice(0, offset) + put + text.slice(offset + removed);
          tree = reparse(tree, text);
          const [now, anew] = [told(tree), told(parse(text))];
          // Of texts, which are compared more quickly; what differs is shown by the objects.
          if (JSON.stringify(now) !== JSON.stringify(anew)) expect(now).toEqual(anew);
          compared++;
        }
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(150);
  });

  it('takes over the nodes before a change, and the texts of those behind it', () => {
    const before = parse('a=b\n'.repeat(200));
    const after = reparse(before, `${'a=b\n'.repeat(100)}long=er\n${'a=b\n'.repeat(100)}`);
    expect(after.nodes[50]).toBe(before.nodes[50]);
    expect(after.nodes[150]).not.toBe(before.nodes[150]);
    expect(after.nodes[150]!.range).toEqual({ from: 604, to: 608 });
  });

  it('lets a backslash take in the lines behind it, and a line that is too long all of them', () => {
    const text = `${'a=b\n'.repeat(200)}# c\n${'a=b\n'.repeat(200)}`;
    const before = parse(text);
    const continued = `${'a=b\n'.repeat(199)}a=b \\\n# c\n${'a=b\n'.repeat(200)}`;
    expect(told(reparse(before, continued))).toEqual(told(parse(continued)));
    const endless = text.replaceAll('\n', '\\\n');
    expect(told(reparse(before, endless))).toEqual(told(parse(endless)));
    const long = `a=${'x'.repeat(2 ** 20)}\n${text}`;
    expect(told(reparse(before, long))).toEqual(told(parse(long)));
    expect(told(reparse(parse(long), text))).toEqual(told(before));
  });

  it('reads as many lines as parse does, whatever is put in before the last of them', () => {
    const [before, middle] = ['[A]\n', 'a=\\\n# c\nb\n'];
    const full = `${before}${'#\n'.repeat(MOST_LINES - 4)}${middle}`;
    const states = [full, `#\n${full}`, `${before}${full}`, full.slice(before.length), `${full}x=y\n`, full];
    let tree = parse(full);
    const kinds: unknown[] = [];
    for (const text of states) {
      tree = reparse(tree, text);
      const anew = parse(text);
      expect([tree.lines, tree.nodes.length, tree.nodes.at(-1)]).toEqual([
        anew.lines,
        anew.nodes.length,
        anew.nodes.at(-1),
      ]);
      kinds.push(tree.nodes.at(-1)!.kind);
    }
    expect(kinds).toEqual(['assignment', 'unread', 'unread', 'assignment', 'unread', 'assignment']);
  });
});
