import { expect, test } from 'vitest';
import { formatTimeSpan, INFINITY, readNanoseconds, readTimeSpan } from './time-span.ts';

test.each([
  ['5min 20s', 320_000_000n],
  ['5min20', 320_000_000n],
  ['1.5', 1_500_000n],
  ['.5s', 500_000n],
  ['2 h', 7_200_000_000n],
  ['5 5', 10_000_000n],
  ['+5', 5_000_000n],
  ['1M', 2_629_800_000_000n],
  ['1µs 1μs', 2n],
  ['12.34s.56', 12_900_000n],
  ['0', 0n],
  ['infinity ', INFINITY],
])('%j is %s microseconds', (text, time) => {
  expect(readTimeSpan(text)).toMatchObject({ time });
});

test.each([
  ['', 'invalid', 0, 0],
  ['5mins', 'invalid', 0, 5],
  ['1h 5S', 'invalid', 3, 5],
  ['1.', 'invalid', 0, 2],
  ['12.34.56', 'invalid', 0, 8],
  ['5+3', 'invalid', 0, 3],
  ['infinity s', 'invalid', 0, 10],
  ['1s -1s', 'range', 3, 6],
  ['600000y', 'range', 0, 7],
  ['5ns', 'invalid', 0, 3],
])('%j: %s', (text, fault, from, to) => {
  expect(readTimeSpan(text)).toMatchObject({ fault, from, to });
});

test('before 251 the Greek letter mu makes no microseconds', () => {
  expect(readTimeSpan('5\u03bcs', 250)).toMatchObject({ fault: 'invalid' });
  expect(readTimeSpan('5\u03bcs', 251)).toMatchObject({ time: 5n });
  expect(readTimeSpan('5\u00b5s', 247)).toMatchObject({ time: 5n });
});

test('a bare number counts the unit asked for', () => {
  expect(readTimeSpan('5', 262, 1n)).toMatchObject({ time: 5n });
  expect(readNanoseconds('5 1us 2nsec')).toMatchObject({ time: 1007n });
});

test('a span is shown in units that can be read back', () => {
  const shown = [320_000_000n, 90_061_000_001n, 0n, INFINITY].map((time) => formatTimeSpan(time));
  expect(shown).toEqual(['5min 20s', '1d 1h 1min 1s 1us', '0', 'infinity']);
  expect(formatTimeSpan(1001n, 1000n)).toBe('1us 1ns');
});
