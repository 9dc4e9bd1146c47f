import { expect, test } from 'vitest';
import { offersInList, stretchAround } from './offers.ts';

const choices = [{ label: 'a' }, { label: 'b' }];

test.each([
  ['', 0, ['a@0-0', 'b@0-0', '~@0-0']],
  ['a ', 2, ['b@2-2']],
  ['a xx', 3, ['b@2-4']],
  ['~a', 2, ['a@1-2', 'b@1-2']],
  ['~a', 0, []],
])('in %j at %d', (value, offset, expected) => {
  const offers = offersInList(value, offset, choices, true);
  expect(offers.map(({ label, from, to }) => `${label}@${from}-${to}`)).toEqual(expected);
});

test('a stretch ends at any of the separators', () => {
  expect(stretchAround('ab:cd', 4, ':')).toEqual({ from: 3, to: 5, text: 'cd' });
});
