import { expect, it } from 'vitest';
import { nextTime } from './next-time.ts';

const NOW = Date.parse('2026-11-28T06:00:00Z');

it.each([
  ['2026-11-28T23:05:00Z', '23:05'],
  ['2026-11-29T03:30:00Z', 'Sun, Nov 29, 03:30'],
  ['2027-01-01T00:00:00Z', 'Fri, Jan 1, 2027, 00:00'],
])('%s is %s', (next, text) => {
  expect(nextTime(Date.parse(next), NOW, 'en', 'UTC')).toBe(text);
});

it('is of the day where the person is', () => {
  expect(nextTime(Date.parse('2026-11-28T17:00:00Z'), NOW, 'en', 'Asia/Shanghai')).toBe('Sun, Nov 29, 01:00');
});
