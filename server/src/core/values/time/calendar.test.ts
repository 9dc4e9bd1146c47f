import { expect, test } from 'vitest';
import { CALENDAR_NAMES, readCalendar } from './calendar.ts';
import { formatCalendar } from './calendar-format.ts';

const normalized = (text: string): string => {
  const read = readCalendar(text);
  return read.spec
    ? formatCalendar(read.spec)
    : `! ${text.slice(read.fault.from, read.fault.to)}${read.fault.outOfRange ? ` ${read.fault.outOfRange}` : ''}`;
};

test.each(Object.entries(CALENDAR_NAMES))('%s is %s', (name, expected) => {
  expect(normalized(name)).toBe(expected);
});

test.each([
  ['Mon..Fri 9:00', 'Mon..Fri *-*-* 09:00:00'],
  ['sat,SUNDAY', 'Sat,Sun *-*-* 00:00:00'],
  ['Wed,Mon..Tue, 12:00', 'Mon..Wed *-*-* 12:00:00'],
  ['Mon..Sun 10:00', '*-*-* 10:00:00'],
  ['*:0/15', '*-*-* *:00/15:00'],
  ['12-25', '*-12-25 00:00:00'],
  ['24-2-29', '2024-02-29 00:00:00'],
  ['*-*~01', '*-*~01 00:00:00'],
  ['*-*~07/1 3:00', '*-*~07/1 03:00:00'],
  ['*-1,4..6-1 0:0:0/2.5', '*-01,04..06-01 00:00:00/2.500000'],
  ['08..17/4:00', '*-*-* 08..16/4:00:00'],
  ['@1700000000', '2023-11-14 22:13:20 UTC'],
  ['daily utc', '*-*-* 00:00:00 UTC'],
  ['Mon 9:00 Europe/Berlin', 'Mon *-*-* 09:00:00 Europe/Berlin'],
])('%s is normalized to %s', (text, expected) => {
  expect(normalized(text)).toBe(expected);
});

test.each([
  ['', '! '],
  ['12', '! 12'],
  ['25:00', '! 25 hour'],
  ['*-13-01', '! 13 month'],
  ['2200-01-01', '! 2200 year'],
  ['*-*~29', '! 29 day'],
  ['Sat..Mon', '! Sat..Mon'],
  ['Mon..', '! Mon..'],
  ['12:00 ', '! 12:00'],
  ['*:*:59.9999999', '! 59.9999999 second'],
  ['12:00 Europe/Nowhere', '! 12:00'],
  ['12:00 europe/berlin', '! 12:00'],
  ['*:0/0', '! *:0/0'],
  ['*:*:1..1.5', '! *:*:1..1.5'],
  ['@1700000000 12:00', '! @1700000000'],
  ['* * * * *', '! *'],
])('%j cannot be read at %j', (text, expected) => {
  expect(normalized(text)).toBe(expected);
});

test('the parts know where they stand', () => {
  const read = readCalendar('Mon *-12-24 18:30 UTC');
  const parts = read.spec ? read.parts.map(({ part, from, to }) => `${part} ${from}-${to}`) : [];
  expect(parts).toEqual([
    'weekdays 0-3',
    'year 4-5',
    'month 6-8',
    'day 9-11',
    'hour 12-14',
    'minute 15-17',
    'zone 18-21',
  ]);
});
