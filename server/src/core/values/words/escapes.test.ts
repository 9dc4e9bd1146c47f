import { expect, test } from 'vitest';
import { byteLength, readEscape } from './escapes.ts';

test.each([
  ['n', '\n', 1],
  ['s', ' ', 1],
  ['x41', 'A', 3],
  ['101', 'A', 3],
  ['u00e9', 'é', 5],
  ['U0001f600', '😀', 9],
  ['xff', '\udcff', 3],
])('\\%s is %j', (text, expected, length) => {
  expect(readEscape(text, 0)).toEqual({ text: expected, length });
});

test.each(['', 'q', 'x4', 'x00', '400', '08', 'ud800', 'U00110000', 'u0000'])('\\%s is unknown', (text) => {
  expect(readEscape(text, 0)).toBeUndefined();
});

test('lengths are counted in bytes', () => {
  expect([byteLength('abc'), byteLength('é'), byteLength('\udcff')]).toEqual([3, 2, 1]);
});
