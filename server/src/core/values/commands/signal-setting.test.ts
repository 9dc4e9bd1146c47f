import { expect, test } from 'vitest';
import { enumeration } from '../../catalogue/catalogue.ts';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { signalGrammar } from './signal-setting.ts';
import { describeSignal, readSignal, SIGNALS } from './signals.ts';

const at = contextOf('Service.KillSignal');

test.each([
  ['SIGTERM', 'set <SIGTERM>'],
  ['TERM', 'set <SIGTERM>'],
  ['15', 'set <SIGTERM>'],
  ['32', 'set <32>'],
  ['RTMIN+3', 'set <SIGRTMIN+3>'],
  ['SIGRTMAX-30', 'set <SIGRTMIN>'],
  ['RTMIN+31', 'dropped bad-signal/ignore'],
  ['RTMAX+1', 'dropped bad-signal/ignore'],
  ['0', 'dropped bad-signal/ignore'],
  ['65', 'dropped bad-signal/ignore'],
  ['sigterm', 'dropped bad-signal/ignore'],
  ['SIGPOLL', 'dropped bad-signal/ignore'],
  ['', 'dropped empty-value/ignore'],
])('%j is %s', (value, expected) => {
  expect(verdict(signalGrammar, value, at)).toBe(expected);
});

test.each([
  ['sigterm', 'SIGTERM'],
  ['Kill', 'SIGKILL'],
  ['SIGPOLL', 'SIGIO'],
  ['-9', 'SIGKILL'],
  ['SIGTREM', 'SIGTERM'],
])('%s is corrected to %s', (value, expected) => {
  expect(firstFixed(signalGrammar, value, at)).toBe(expected);
});

test('the table is that of systemd', () => {
  expect(SIGNALS.map(({ name }) => name)).toEqual(enumeration('static_signal', 262));
  expect(SIGNALS.map(({ number }) => number)).toEqual(Array.from({ length: 31 }, (_, i) => i + 1));
});

test('a signal is described with number and default action', () => {
  expect(english(describeSignal(readSignal('QUIT')!))).toMatch(/SIGQUIT\*\* \(3\).*core dump/);
  expect(badOffers(signalGrammar, '', 0, at)).toEqual([]);
});
