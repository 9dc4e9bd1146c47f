import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { weightGrammar } from './weight.ts';

test.each<[string, number, string, string]>([
  ['Service.CPUWeight', 262, 'idle', 'set <idle>'],
  ['Service.IOWeight', 262, 'idle', 'dropped bad-number/ignore'],
  ['Service.CPUWeight', 262, '0', 'dropped value-out-of-range/ignore'],
  ['Service.CPUWeight', 262, '10000', 'set <10000>'],
  ['Service.CPUWeight', 262, '', 'reset'],
  ['Service.CPUShares', 257, '1', 'dropped value-out-of-range/ignore obsolete-directive/note'],
  ['Service.CPUShares', 257, '2048', 'set <2048> obsolete-directive/note'],
  ['Service.BlockIOWeight', 257, '500', 'set <500> obsolete-directive/advice'],
  ['Service.BlockIOWeight', 257, '5', 'dropped value-out-of-range/ignore obsolete-directive/advice'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(weightGrammar, value, contextOf(name, version))).toBe(expected);
});

test('shares are converted to weights', () => {
  const at = contextOf('Service.CPUShares', 257);
  expect(firstFixed(weightGrammar, '2048', at)).toBe('200');
  expect(weightGrammar.parse('2048', at).problems[0]?.fixes?.[0]?.newKey).toBe('CPUWeight');
});
