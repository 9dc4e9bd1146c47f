import { expect, test } from 'vitest';
import { readRange } from './number-range.ts';

test.each([
  ['3', { low: 3, high: 3 }],
  ['0x10-010', { low: 16, high: 8 }],
  ['\\5', { low: 5, high: 5 }],
  ['1-', undefined],
  ['-1', undefined],
  ['1-2-3', undefined],
  ['', undefined],
])('%j is %j', (text, range) => {
  expect(readRange(text)).toEqual(range);
});
