import { expect, test } from 'vitest';
import { splitFields } from './fields.ts';
import { extractWord } from './words.ts';

const flags = { separators: ':', cunescape: true, unescapeSeparators: true };

test.each([
  ['x a:b', ['a@2-3', 'b@4-5']],
  ['x "a b":c', ['a b@3-6', 'c@8-9']],
  ['x a\\:b:c', ['a:b@2-6', 'c@7-8']],
  ['x a\\x41:c', ['aA@2-7', 'c@8-9']],
])('the fields of the second word of %s stand where they are in the value', (value, expected) => {
  const { word } = extractWord(value, 1, { unquote: true, retainEscape: true });
  const { fields } = splitFields(word!, flags, 9);
  expect(fields.map(({ text, from, to }) => `${text}@${from}-${to}`)).toEqual(expected);
});

test('stops after as many fields as asked for, and says where it cannot read on', () => {
  const word = { text: 'a:b:c', from: 10, to: 15 };
  expect(splitFields(word, flags, 2).rest).toBe(4);
  expect(splitFields({ ...word, text: 'a:\\q' }, flags, 9).error).toEqual({ at: 12, kind: 'bad-escape' });
});
