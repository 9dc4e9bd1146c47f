import { expect, test } from 'vitest';
import { extractWord, extractWordRelaxed, extractWords, offsetInValue, type WordFlags } from './words.ts';

const texts = (value: string, flags?: WordFlags): string => {
  const { words, error } = extractWords(value, flags);
  return words.map((word) => `<${word.text}>`).join('') + (error ? `!${error.kind}@${error.at}` : '');
};

test.each<[string, WordFlags, string]>([
  ['a  b\tc', {}, '<a><b><c>'],
  [' a ', {}, '<a>'],
  ['', {}, ''],
  [`"a b" 'c'`, {}, `<"a><b"><'c'>`],
  [`"a b"c'd e'`, { unquote: true }, '<a bcd e>'],
  [`"a b" c`, { keepQuotes: true }, '<"a b"><c>'],
  [`""`, { unquote: true }, '<>'],
  ['a\\ b\\c', {}, '<a bc>'],
  ['a\\ b', { retainEscape: true }, '<a\\><b>'],
  ['a\\x20b\\sc\\u00e9', { cunescape: true }, '<a b cé>'],
  ['\\xc3\\xa9', { cunescape: true }, '<é>'],
  ['\\101\\400', { cunescape: true }, '!bad-escape@4'],
  ['ok a\\q', { cunescape: true }, '<ok>!bad-escape@4'],
  ['a\\q', { cunescape: true, unescapeRelax: true }, '<a\\q>'],
  ['a "b', { unquote: true }, '<a>!unbalanced-quote@2'],
  ['a "b', { unquote: true, relax: true }, '<a><b>'],
  ['a\\', {}, '!bad-escape@1'],
  ['"a\\', { unquote: true }, '!unbalanced-quote@0'],
  ['a\\', { relax: true }, '<a>'],
  ['a::b:', { separators: ':', dontCoalesceSeparators: true }, '<a><><b><>'],
  ['', { separators: ':', dontCoalesceSeparators: true }, '<>'],
  ['a::b:', { separators: ':' }, '<a><b>'],
  ['a\\:b:c\\\\', { separators: ':', unescapeSeparators: true }, '<a:b><c\\>'],
  ['a\\n:b', { separators: ':', unescapeSeparators: true }, '!bad-escape@1'],
])('%j with %j splits to %s', (value, flags, expected) => {
  expect(texts(value, flags)).toBe(expected);
});

test('a word knows where each of its characters stands', () => {
  const { words } = extractWords('x "a\\x20b"c', { unquote: true, cunescape: true });
  expect(words[1]).toMatchObject({ text: 'a bc', from: 2, to: 11 });
  expect([0, 1, 2, 3, 4].map((index) => offsetInValue(words[1]!, index))).toEqual([3, 4, 8, 10, 11]);
});

test('reading word by word tells where the rest begins', () => {
  expect(extractWord('a  b', 0)).toMatchObject({ word: { text: 'a' }, rest: 3 });
  expect(extractWord('a  ', 0)).toMatchObject({ word: { text: 'a' }, rest: undefined });
  expect(extractWord('a: b', 0, { separators: ':', retainSeparators: true }).rest).toBe(1);
});

test('an unknown escape is kept when reading relaxed, an open quote is not', () => {
  const flags = { unquote: true, cunescape: true };
  expect(extractWordRelaxed('a\\qb c', 0, flags)).toMatchObject({ word: { text: 'a\\qb' }, rest: 5, unknownEscape: 1 });
  expect(extractWordRelaxed('"a\\q', 0, flags)).toMatchObject({ error: { kind: 'unbalanced-quote', at: 0 } });
});
