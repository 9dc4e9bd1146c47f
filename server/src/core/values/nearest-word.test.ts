import { expect, test } from 'vitest';
import { nearestWord } from './nearest-word.ts';

test.each([
  ['simpel', 'simple'],
  ['Simple', 'simple'],
  ['forkin', 'forking'],
  ['x', undefined],
  ['daemon', undefined],
])('%s is near to %s', (word, expected) => {
  expect(nearestWord(word, ['simple', 'exec', 'forking', 'oneshot'])).toBe(expected);
});
