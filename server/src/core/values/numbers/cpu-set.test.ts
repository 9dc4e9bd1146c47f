import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { cpuSetGrammar } from './cpu-set.ts';

test.each<[string, number, string, string]>([
  ['Service.AllowedCPUs', 262, '0-3,8 9', 'add <0-3> <8> <9>'],
  ['Service.AllowedCPUs', 262, '0-3 x 5', 'add <0-3> <5> bad-list-item/ignore'],
  ['Service.AllowedCPUs', 257, '0-3 x 5', 'dropped bad-list-item/ignore'],
  ['Service.AllowedCPUs', 257, '3-1 5', 'add <5> value-out-of-range/ignore'],
  ['Service.AllowedCPUs', 262, '8192', 'dropped value-out-of-range/ignore'],
  ['Service.AllowedCPUs', 262, '"0 1"', 'dropped bad-list-item/ignore'],
  ['Service.AllowedCPUs', 257, ',', 'reset'],
  ['Service.AllowedCPUs', 262, ',', 'dropped'],
  ['Service.AllowedCPUs', 262, '%Z', 'dropped bad-specifier/ignore'],
  ['Service.CPUAffinity', 262, 'numa', 'set <numa>'],
  ['Service.NUMAMask', 252, 'all', 'set <all>'],
  ['Service.NUMAMask', 257, '%Z', 'dropped bad-list-item/ignore'],
  ['Service.NUMAMask', 262, '%Z', 'dropped bad-specifier/ignore'],
  ['Service.AllowedCPUs', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(cpuSetGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.AllowedCPUs', '0..3', '0-3'],
  ['Service.AllowedCPUs', '1 7-4', '1 4-7'],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(cpuSetGrammar, value, contextOf(name))).toBe(expected);
});

test.each<[string, string]>([['Service.CPUAffinity', '']])(
  'nothing is offered for %s=%s that would be refused',
  (name, value) => {
    expect(badOffers(cpuSetGrammar, value, value.length, contextOf(name))).toEqual([]);
  },
);
