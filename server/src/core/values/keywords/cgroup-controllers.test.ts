import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { delegateGrammar, delegateSubgroupGrammar, disableControllersGrammar } from './cgroup-controllers.ts';

test.each<[string, number, string, string]>([
  ['Service.Delegate', 252, 'cpu "memory"', 'add <cpu> <memory>'],
  ['Service.Delegate', 262, 'yes', 'set <yes>'],
  ['Service.Delegate', 262, '', 'set <>'],
  ['Service.Delegate', 262, 'cpu foo', 'add <cpu> bad-list-item/ignore'],
  ['Service.Delegate', 257, 'bpf-bind-network-interface', 'add bad-list-item/ignore'],
  ['Service.Delegate', 262, "'cpu", 'dropped bad-quoting/ignore'],
  ['Slice.Delegate', 262, 'yes', 'dropped unsupported-here/ignore'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(delegateGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each([
  ['cpu io', 'add <cpu> <io>'],
  ['cpu foo', 'add <cpu> bad-list-item/advice'],
  ['foo', 'dropped bad-list-item/ignore'],
  ['"cpu"', 'dropped bad-list-item/ignore'],
  ['', 'reset'],
])('DisableControllers=%s is %s', (value, expected) => {
  expect(verdict(disableControllersGrammar, value, contextOf('Slice.DisableControllers'))).toBe(expected);
});

test.each([
  ['foo.service', 'set <foo.service>'],
  ['_foo', 'dropped bad-name/ignore'],
  ['cgroup.x', 'dropped bad-name/ignore'],
  ['memory.max', 'dropped bad-name/ignore'],
  ['a/b', 'dropped bad-name/ignore'],
  ['', 'reset'],
])('DelegateSubgroup=%s is %s', (value, expected) => {
  expect(verdict(delegateSubgroupGrammar, value, contextOf('Service.DelegateSubgroup'))).toBe(expected);
});

test('a comma-separated list is taken apart', () => {
  expect(firstFixed(delegateGrammar, 'cpu,memory', contextOf('Service.Delegate'))).toBe('cpu memory');
});

test.each(['', 'cpu ', 'cp'])('nothing is offered for Delegate=%s that would be refused', (value) => {
  expect(badOffers(delegateGrammar, value, value.length, contextOf('Service.Delegate'))).toEqual([]);
});
