import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { numberGrammar } from './number-setting.ts';

test.each<[string, string, string]>([
  ['Socket.Backlog', '0x10', 'set <16>'],
  ['Socket.Backlog', '4294967296', 'dropped value-out-of-range/ignore'],
  ['Socket.Backlog', 'many', 'dropped bad-number/ignore'],
  ['Socket.Backlog', '', 'dropped empty-value/ignore'],
  ['Socket.Mark', '-1', 'set <-1>'],
  ['Socket.MessageQueueMaxMessages', '9223372036854775807', 'set <9223372036854775807>'],
  ['Service.TTYRows', '', 'reset'],
  ['Service.Nice', '-20', 'set <-20>'],
  ['Service.Nice', '20', 'dropped value-out-of-range/ignore'],
  ['Service.OOMScoreAdjust', '-1001', 'dropped value-out-of-range/ignore'],
  ['Service.IOSchedulingPriority', '8', 'dropped value-out-of-range/ignore'],
  ['Swap.Priority', '-2', 'dropped value-out-of-range/ignore'],
  ['Unit.FailureActionExitStatus', '256', 'dropped value-out-of-range/ignore'],
  ['Slice.ConcurrencyHardMax', 'infinity', 'set <infinity>'],
  ['Service.TasksMax', '10%', 'set <10%>'],
  ['Service.TasksMax', '101%', 'dropped bad-number/ignore'],
  ['Service.TasksMax', '0', 'dropped value-out-of-range/ignore'],
  ['Service.TasksMax', '1K', 'dropped bad-number/ignore'],
  ['Service.TasksMax', '', 'reset'],
])('%s=%s is %s', (name, value, expected) => {
  expect(verdict(numberGrammar, value, contextOf(name))).toBe(expected);
});

test.each([
  ['08', '8'],
  ['1,000', '1000'],
  ['"5"', '5'],
  ['5;', '5'],
])('%s is corrected to %s', (value, expected) => {
  expect(firstFixed(numberGrammar, value, contextOf('Socket.Backlog'))).toBe(expected);
});

test('numbers are described in decimal and by what they do', () => {
  const describe = (name: string, value: string) =>
    numberGrammar.describe!({ kind: 'number', from: 0, to: value.length }, value, contextOf(name), undefined!);
  expect(english(describe('Socket.Backlog', '010')!)).toBe('010 is 8 in decimal.');
  expect(english(describe('Service.OOMScoreAdjust', '-1000')!)).toContain('never kills');
  expect(describe('Socket.Backlog', '128')).toBeUndefined();
  expect(badOffers(numberGrammar, '', 0, contextOf('Service.TasksMax'))).toEqual([]);
});
