import { expect, test } from 'vitest';
import { readSize } from './size.ts';

test.each([
  ['0', 0n],
  ['512', 512n],
  ['1G', 2n ** 30n],
  ['1.5K', 1536n],
  ['10.M', 10n * 2n ** 20n],
  ['1G 500M', 2n ** 30n + 500n * 2n ** 20n],
  ['1G500M1B', 2n ** 30n + 500n * 2n ** 20n + 1n],
  ['1 K', 1024n],
  ['18446744073709551615', 2n ** 64n - 1n],
])('%j is %s bytes', (text, bytes) => {
  expect(readSize(text, 1024)).toEqual({ bytes });
});

test.each([
  ['', 'invalid', 0, 0],
  ['1KB', 'invalid', 2, 3],
  ['1k', 'invalid', 1, 2],
  ['1K 1M', 'invalid', 4, 5],
  ['-1', 'range', 0, 2],
  ['16E', 'range', 0, 3],
  ['18446744073709551616', 'range', 0, 20],
])('%j: %s', (text, fault, from, to) => {
  expect(readSize(text, 1024)).toEqual({ fault, from, to });
});

test('the base decides what a suffix means', () => {
  expect(readSize('1M', 1000)).toEqual({ bytes: 1_000_000n });
});
