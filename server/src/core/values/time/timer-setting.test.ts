import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, NO_WORLD, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { timerGrammar } from './timer-setting.ts';

const calendar = contextOf('Timer.OnCalendar');

test.each<[string, number, string, string]>([
  ['OnCalendar', 262, 'Mon..Fri 9:00', 'add <Mon..Fri *-*-* 09:00:00>'],
  ['OnCalendar', 262, '', 'reset'],
  ['OnCalendar', 262, '25:00', 'dropped value-out-of-range/ignore'],
  ['OnCalendar', 262, '%Z', 'dropped bad-specifier/ignore'],
  ['OnCalendar', 262, '*-*-* 0%%:00', 'dropped bad-calendar/ignore'],
  ['OnCalendar', 262, 'Mon 2024-02-27', 'add <Mon 2024-02-27 00:00:00> bad-calendar/note'],
  ['OnCalendar', 257, 'Mon 2024-02-27', 'add <Mon 2024-02-27 00:00:00> bad-calendar/advice'],
  ['OnCalendar', 262, '*-02-30', 'add <*-02-30 00:00:00> bad-calendar/advice'],
  ['OnCalendar', 262, '12:00 PST', 'add <*-*-* 12:00:00> bad-calendar/advice'],
  ['OnBootSec', 262, '15min', 'add <900000000>'],
  ['OnBootSec', 262, 'daily', 'dropped bad-time-span/ignore'],
  ['OnBootSec', 262, '%Z', 'dropped bad-specifier/ignore'],
  ['OnBootSec', 262, '', 'reset'],
])('%s on %d: %j is %s', (key, version, value, expected) => {
  expect(verdict(timerGrammar, value, contextOf(`Timer.${key}`, version))).toBe(expected);
});

test.each([
  ['0 5 * * *', '*-*-* 05:00:00'],
  ['*/15 * * * *', '*-*-* *:00/15:00'],
  ['30 9 * * 1-5', 'Mon,Tue,Wed,Thu,Fri *-*-* 09:30:00'],
  ['0 0 1 jan,jul *', '*-01,07-01 00:00:00'],
  ['@daily', 'daily'],
  ['every day', 'daily'],
  ['every 15 minutes', '*:0/15'],
  ['6h', '0/6:00'],
  ['9', '09:00'],
  ['5:30 pm', '17:30'],
  ['2024/01/02', '2024-01-02'],
  ['2024-01-02T10:00:00Z', '2024-01-02 10:00:00 UTC'],
  ['Sat..Mon 10:00', 'Mon,Sat,Sun 10:00'],
  ['dayly', 'daily'],
  ['12:00 europe/berlin', '12:00 Europe/Berlin'],
  ['"daily"', 'daily'],
])('%s is corrected to %s', (value, expected) => {
  expect(firstFixed(timerGrammar, value, calendar)).toBe(expected);
});

test.each([
  ['OnCalendar', '48hr', '"48hr" is a time span', 'OnUnitActiveSec=48hr\nOnBootSec=15min'],
  ['OnCalendar', 'every 36 hours', '"every 36 hours" is a time span', 'OnUnitActiveSec=36 hours\nOnBootSec=15min'],
  ['OnCalendar', '15min', '"15min" is a time span', 'OnUnitActiveSec=15min\nOnBootSec=15min'],
  ['OnBootSec', 'daily', '"daily" is a calendar expression', 'OnCalendar=daily'],
  ['OnUnitActiveSec', 'Mon *-*-* 02:00', '"Mon *-*-* 02:00" is a calendar expression', 'OnCalendar=Mon *-*-* 02:00'],
])('%s=%s is the value of another setting', (key, value, said, expected) => {
  const [problem] = timerGrammar.parse(value, contextOf(`Timer.${key}`)).problems;
  expect(english(problem!.message)).toContain(said);
  expect(english(problem!.remedy)).toContain(expected.split('\n')[0]);
  const lines = problem!.fixes!.map(({ newKey, from, to, newText }) => {
    return `${newKey ?? key}=${value.slice(0, from)}${newText}${value.slice(to)}`;
  });
  expect(lines).toContain(expected);
});

test('a line of cron that means two kinds of day at once is left to people', () => {
  expect(firstFixed(timerGrammar, '0 0 1 * 1', calendar)).toBeUndefined();
});

test('nothing is offered that would be refused, and zones come at the end', () => {
  const bad = ['', 'Mo', 'Mon ', 'Mon..'].flatMap((value) => badOffers(timerGrammar, value, value.length, calendar));
  expect(bad).toEqual([]);
  const labels = (value: string) =>
    timerGrammar.complete!(value, value.length, calendar, undefined!).map(({ label }) => label);
  expect(labels('daily ')).toEqual(expect.arrayContaining(['UTC', 'Europe/Berlin']));
  expect(labels('Mon..')).toContain('Mon..Fri');
});

test('the part an offset is in is known', () => {
  const active = (value: string) => timerGrammar.parts!(value, value.length, calendar)?.active;
  expect(['', 'Mon *-', 'Mon *-*-*', '*-*-* 12:', '12:00 U'].map(active)).toEqual([0, 2, 3, 5, 7]);
});

test('an expression is described by its part and its normalized form', () => {
  const described = english(timerGrammar.describe!({ kind: 'time', from: 0, to: 1 }, '9:00', calendar, NO_WORLD)!);
  expect(described).toContain('**hour**');
  expect(described).toContain('Normalized: `*-*-* 09:00:00`');
});
