import { expect, test } from 'vitest';
import { readInteger, readInteger64, readUnsigned, readUnsigned64 } from './numbers.ts';

test.each([
  ['5', 5],
  [' +5', 5],
  ['-0', 0],
  ['010', 8],
  ['0x1F', 31],
  ['0b101', 5],
  ['0o17', 15],
  ['0b 1', 1],
  ['4294967295', 4294967295],
  ['4294967296', 'range'],
  ['99999999999999999999999x', 'range'],
  ['-1', 'range'],
  ['08', 'invalid'],
  ['0x', 'invalid'],
  ['+0o17', 'invalid'],
  ['5 ', 'invalid'],
  ['', 'invalid'],
] as const)('unsigned %j is %j', (text, expected) => {
  expect(readUnsigned(text)).toBe(expected);
});

test('an unsigned number can be held to stricter rules', () => {
  expect(readUnsigned('0644', { base: 8, refuseSign: true })).toBe(0o644);
  expect(readUnsigned('0o644', { base: 8, refuseSign: true })).toBe('invalid');
  expect(readUnsigned('+1', { refuseSign: true })).toBe('invalid');
  expect(readUnsigned(' 1', { refuseBlank: true })).toBe('invalid');
  expect(readUnsigned('01', { refuseLeadingZero: true })).toBe('invalid');
  expect(readUnsigned('0', { refuseLeadingZero: true })).toBe(0);
});

test('signed numbers end where their type ends', () => {
  expect([readInteger('-2147483648'), readInteger('2147483648'), readInteger('0x-1')]).toEqual([
    -2147483648,
    'range',
    'invalid',
  ]);
  expect(readInteger64('-9223372036854775808')).toBe(-(2n ** 63n));
  expect(readInteger64('9223372036854775808')).toBe('range');
});

test('64 bits are exact', () => {
  expect(readUnsigned64('18446744073709551615')).toBe(2n ** 64n - 1n);
  expect(readUnsigned64('18446744073709551616')).toBe('range');
});
