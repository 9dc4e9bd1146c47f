import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { timeSpanGrammar } from './time-setting.ts';

test.each<[string, string, string]>([
  ['Service.RestartSec', '5min 20s', 'set <320000000>'],
  ['Service.RestartSec', '0', 'set <0>'],
  ['Service.RestartSec', 'infinity', 'set <infinity>'],
  ['Service.RestartSec', '', 'dropped empty-value/ignore'],
  ['Service.RestartSec', '5mins', 'dropped bad-time-span/ignore'],
  ['Service.RestartSec', '-1', 'dropped value-out-of-range/ignore'],
  ['Service.RestartSec', '%i', 'dropped bad-time-span/ignore'],
  ['Service.TimeoutStartSec', '0', 'set <infinity>'],
  ['Unit.JobTimeoutSec', '0', 'set <infinity>'],
  ['Service.TimeoutAbortSec', '', 'reset'],
  ['Service.CPUQuotaPeriodSec', '', 'reset'],
  ['Service.TimerSlackNSec', '50us 1', 'set <50001>'],
  ['Service.ManagedOOMMemoryPressureDurationSec', '500ms', 'dropped value-out-of-range/ignore'],
  ['Service.ManagedOOMMemoryPressureDurationSec', 'infinity', 'dropped value-out-of-range/ignore'],
  ['Service.ManagedOOMMemoryPressureDurationSec', '', 'reset'],
  ['Mount.ManagedOOMMemoryPressureDurationSec', '5s', 'dropped unsupported-here/ignore'],
])('%s=%s is %s', (name, value, expected) => {
  expect(verdict(timeSpanGrammar, value, contextOf(name))).toBe(expected);
});

test.each([
  ['5mins', '5min'],
  ['5S', '5s'],
  ['10 Secs.', '10s'],
  ['1h, 30 Minutes', '1h 30minutes'],
  ['1,5s', '1.5s'],
  ['100 milliseconds', '100ms'],
  ['1:30', '1min 30s'],
  ['never', 'infinity'],
])('%s is corrected to %s', (value, expected) => {
  expect(firstFixed(timeSpanGrammar, value, contextOf('Service.RestartSec'))).toBe(expected);
});

test('the word with the wrong unit is pointed at', () => {
  const [problem] = timeSpanGrammar.parse('1h 5mins', contextOf('Service.RestartSec')).problems;
  expect(problem).toMatchObject({ from: 3, to: 8 });
  expect(english(problem?.message ?? '')).toContain('"mins" is not a unit of time');
});

test('a time span is described in seconds, and 0 as what it stands for', () => {
  const describe = (name: string, value: string, to = value.length) =>
    english(timeSpanGrammar.describe!({ kind: 'time', from: 0, to }, value, contextOf(name), undefined!)!);
  expect(describe('Service.RestartSec', '5min 20s')).toBe('5min 20s = 320 s');
  expect(describe('Service.RestartSec', '90')).toBe('90 = 1min 30s = 90 s');
  expect(describe('Service.RestartSec', '100ms')).toBe('100ms: milliseconds');
  expect(describe('Service.TimeoutStartSec', '0')).toMatch(/^No limit/);
});

test('a number is offered with each unit, and only what would be taken', () => {
  const labels = (name: string, value: string) =>
    timeSpanGrammar.complete!(value, value.length, contextOf(name), undefined!).map(({ label }) => label);
  expect(labels('Service.RestartSec', '5')).toEqual(['5s', '5min', '5h', '5d', '5ms', '5us']);
  expect(labels('Service.ManagedOOMMemoryPressureDurationSec', '')).not.toContain('infinity');
  expect(badOffers(timeSpanGrammar, '1h 5', 4, contextOf('Service.RestartSec'))).toEqual([]);
});
