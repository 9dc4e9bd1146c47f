import { expect, test } from 'vitest';
import { readPercent, readPermyriad, readPermyriadUnbounded } from './percent.ts';

test.each([
  ['50%', 5000],
  ['33.3%', 3330],
  ['33.33%', 3333],
  ['5‰', 50],
  ['5.1‰', 51],
  ['7‱', 7],
  [' 0x10%', 1600],
  ['100.01%', 'range'],
  ['-1%', 'range'],
  ['33.333%', 'invalid'],
  ['33.%', 'invalid'],
  ['.5%', 'invalid'],
  ['5 %', 'invalid'],
  ['50', 'invalid'],
] as const)('%j is %j ten-thousandths', (text, expected) => {
  expect(readPermyriad(text, 262)).toBe(expected);
});

test('without a bound it may be more than the whole', () => {
  expect(readPermyriadUnbounded('250%', 262)).toBe(25_000);
});

test.each([
  ['50%', 5000, 5000],
  ['33.3%', 3330, 'invalid'],
  ['33.33%', 'invalid', 'invalid'],
  ['5‰', 50, 'invalid'],
  ['5.1‰', 'invalid', 'invalid'],
  ['7‱', 'invalid', 'invalid'],
  ['100.1%', 'range', 'invalid'],
] as const)('%j is %j ten-thousandths for systemd 247, %j where it wants whole percents', (text, expected, whole) => {
  expect(readPermyriad(text, 247)).toBe(expected);
  expect(readPercent(text)).toBe(whole);
});
