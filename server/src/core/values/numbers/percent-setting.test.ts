import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { percentGrammar } from './percent-setting.ts';

test.each<[string, string, string]>([
  ['Service.CPUQuota', '150.5%', 'set <15050‱>'],
  ['Service.CPUQuota', '0%', 'dropped value-out-of-range/ignore'],
  ['Service.CPUQuota', '50', 'dropped bad-number/ignore'],
  ['Service.CPUQuota', '', 'reset'],
  ['Service.ManagedOOMMemoryPressureLimit', '60%', 'set <6000‱>'],
  ['Service.ManagedOOMMemoryPressureLimit', '101%', 'dropped value-out-of-range/ignore'],
  ['Socket.ManagedOOMMemoryPressureLimit', '60%', 'dropped unsupported-here/ignore'],
])('%s=%s is %s', (name, value, expected) => {
  expect(verdict(percentGrammar, value, contextOf(name))).toBe(expected);
});

test('the sign is put where it is missing', () => {
  const at = contextOf('Service.CPUQuota');
  expect([firstFixed(percentGrammar, '50', at), firstFixed(percentGrammar, '50 %', at)]).toEqual(['50%', '50%']);
  expect([...badOffers(percentGrammar, '', 0, at), ...badOffers(percentGrammar, '20', 2, at)]).toEqual([]);
});
