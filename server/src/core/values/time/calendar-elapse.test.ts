import { expect, test } from 'vitest';
import { nextElapses } from './calendar-elapse.ts';

function after(expression: string, from: string, count = 3, zone: number | string = 0): string {
  const moments = nextElapses(expression, Date.parse(from), count, zone);
  return moments.map((ms) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')).join(', ');
}

test.each([
  ['daily', '2024-02-28T12:00:00Z', '2024-02-29 00:00:00, 2024-03-01 00:00:00, 2024-03-02 00:00:00'],
  ['Fri *-*-13', '2024-01-01T00:00:00Z', '2024-09-13 00:00:00, 2024-12-13 00:00:00, 2025-06-13 00:00:00'],
  ['*-02-29', '2097-01-01T00:00:00Z', '2104-02-29 00:00:00, 2108-02-29 00:00:00, 2112-02-29 00:00:00'],
  ['*-*~01 12:00', '2024-01-31T12:00:00Z', '2024-02-29 12:00:00, 2024-03-31 12:00:00, 2024-04-30 12:00:00'],
  ['*:0/25', '2024-01-01T00:40:00Z', '2024-01-01 00:50:00, 2024-01-01 01:00:00, 2024-01-01 01:25:00'],
  ['2024-01-01 00:00:00', '2024-01-01T00:00:00Z', ''],
  ['2199-12-31 23:59:59', '2024-01-01T00:00:00Z', '2199-12-31 23:59:59'],
  ['*-02-30', '2024-01-01T00:00:00Z', ''],
  ['nonsense', '2024-01-01T00:00:00Z', ''],
])('%s after %s: %s', (expression, from, expected) => {
  expect(after(expression, from)).toBe(expected);
});

test('local time is at a fixed distance or in a zone, unless the expression says UTC', () => {
  expect(after('12:00', '2024-01-01T00:00:00Z', 1, 120)).toBe('2024-01-01 10:00:00');
  expect(after('12:00 UTC', '2024-01-01T00:00:00Z', 1, 120)).toBe('2024-01-01 12:00:00');
  expect(after('12:00', '2024-07-01T00:00:00Z', 1, 'Europe/Berlin')).toBe('2024-07-01 10:00:00');
  expect(after('12:00 America/New_York', '2024-07-01T00:00:00Z', 1, 120)).toBe('2024-07-01 16:00:00');
});

test('clocks that change are followed as the C library does', () => {
  const zone = 'Europe/Berlin';
  expect(after('*:30', '2024-10-26T23:45:00Z', 3, zone)).toBe(
    '2024-10-27 00:30:00, 2024-10-27 02:30:00, 2024-10-27 03:30:00',
  );
  expect(after('02:30', '2024-03-30T12:00:00Z', 2, zone)).toBe('2024-04-01 00:30:00, 2024-04-02 00:30:00');
});

test('fractions of a second are kept', () => {
  expect(nextElapses('*:*:0/0.5', 0, 2, 0)).toEqual([500, 1000]);
});
