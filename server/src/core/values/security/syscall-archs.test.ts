import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { syscallArchsGrammar } from './syscall-archs.ts';

test.each<[string, number, string, string]>([
  ['Service.SystemCallArchitectures', 252, 'native "x86"', 'add <native> <x86>'],
  ['Service.SystemCallArchitectures', 254, 'loongarch64', 'dropped unsupported-here/ignore'],
  ['Service.SystemCallArchitectures', 257, 'loongarch64', 'add <loongarch64>'],
  ['Service.SystemCallArchitectures', 262, 'foo native', 'add <native> bad-list-item/ignore'],
  ['Service.SystemCallArchitectures', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(syscallArchsGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.SystemCallArchitectures', 'amd64', 'x86-64'],
  ['Service.SystemCallArchitectures', 'native,x86', 'native x86'],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(syscallArchsGrammar, value, contextOf(name))).toBe(expected);
});

test.each<[string, string]>([['Service.SystemCallArchitectures', '']])(
  'nothing is offered for %s=%s that would be refused',
  (name, value) => {
    expect(badOffers(syscallArchsGrammar, value, value.length, contextOf(name))).toEqual([]);
  },
);
