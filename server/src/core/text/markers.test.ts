import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarked, writeMarked } from './markers.ts';

/** The text that each mark points at, and its message. */
function read(...lines: string[]): [string, string][] {
  const { text, marks } = readMarked(lines.join('\n'));
  return marks.map(({ from, to, message }) => [text.slice(from, to), message]);
}

describe('a marker line', () => {
  it.each([
    ['a range', ['Accept=yes', '#      ^^^ It is.'], [['yes', 'It is.']]],
    ['the beginning of a line', ['Accept=yes', '#^^^^^ A key.'], [['Accept', 'A key.']]],
    ['the second character on', ['[Foo]', '#.^^ No section.'], [['Fo', 'No section.']]],
    ['the first character', ['=yes', '#< No key.'], [['=', 'No key.']]],
    ['an empty range', ['Key=', '#   | No value.'], [['', 'No value.']]],
    ['more lines', ['Key=a \\', '#   ^^^… Continued.', ' b'], [['a \\\n', 'Continued.']]],
    [
      'two ranges',
      ['a b', '#< One.', '# ^ Two.'],
      [
        ['a', 'One.'],
        ['b', 'Two.'],
      ],
    ],
    ['a long message', ['a b', '# ^ It goes', '#   on.', '#  Not this.'], [['b', 'It goes on.']]],
    [
      'a long message in Chinese',
      ['a b', '# ^ 这里没有', '#   模板 demo@.service', '#   的实例。'],
      [['b', '这里没有模板 demo@.service 的实例。']],
    ],
    ['no message', ['a b', '# ^'], [['b', '']]],
  ] as [string, string[], [string, string][]][])('marks %s', (_name, lines, marks) => {
    expect(read(...lines)).toEqual(marks);
  });

  it('is taken out, and other comments stay', () => {
    expect(readMarked('# About this.\na=b\n#^^ Not so.\n#  Really.\nc=d\n')).toMatchObject({
      text: '# About this.\na=b\n#  Really.\nc=d\n',
    });
    expect(() => readMarked('#^^ Above?')).toThrow('no line above');
  });
});

it.each([
  ['English', ['No', 'template', 'web@.service:', 'systemd', '"x"'], ' '],
  ['Chinese', ['没有模板 web@.service，', '请写“x”', '（例如 30s 或 5min）。', '。Accept=yes', '…”', '“', '、'], ''],
])('what is written is read again in %s', (_, pieces, between) => {
  const message = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('Accept=yes', '[Socket]', 'x', 'Key=a b c \\')),
      fc.nat(),
      fc.nat(9),
      message,
      (lines, at, length, words) => {
        const text = ['[Unit]', ...lines].join('\n');
        const from = at % (text.length - 1);
        const lineEnd = text.indexOf('\n', from) < 0 ? text.length : text.indexOf('\n', from);
        const mark = { from, to: Math.min(from + length, lineEnd), message: words.join(between) };
        expect(readMarked(writeMarked({ text, marks: [mark] }))).toEqual({ text, marks: [mark] });
      },
    ),
  );
});

it('a message beside a range that takes up the line has room for more than a word', () => {
  const text = 'x'.repeat(200);
  const message = 'The path is too long. '.repeat(10).trimEnd();
  const marked = writeMarked({ text, marks: [{ from: 0, to: 200, message }] });
  const [, ...lines] = marked.split('\n');
  expect(lines.length).toBeLessThan(10);
  expect(readMarked(marked).marks).toEqual([{ from: 0, to: 200, message }]);
});
