import { expect, test } from 'vitest';
import { readPercent, readPercentUnbounded, readPermille, readPermyriad, readPermyriadUnbounded } from './percent.ts';

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
  expect(readPermyriad(text)).toBe(expected);
});

test('the other precisions', () => {
  expect([readPercent('100%'), readPercent('101%'), readPercent('1.5%')]).toEqual([100, 'range', 'invalid']);
  expect([readPermille('1.5%'), readPermille('15‰'), readPermille('1.55%')]).toEqual([15, 15, 'invalid']);
  expect([readPercentUnbounded('250%'), readPermyriadUnbounded('250%')]).toEqual([250, 25_000]);
});
