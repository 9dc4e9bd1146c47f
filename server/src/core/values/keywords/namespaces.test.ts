import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { namespacesGrammar } from './namespaces.ts';

test.each<[string, number, string, string]>([
  ['Service.RestrictNamespaces', 252, 'user mnt', 'add <user> <mnt>'],
  ['Service.RestrictNamespaces', 262, '~net', 'add <~net>'],
  ['Service.RestrictNamespaces', 262, 'TRUE', 'set <TRUE>'],
  ['Service.RestrictNamespaces', 262, 'user foo', 'dropped bad-list-item/ignore'],
  ['Service.RestrictNamespaces', 262, '~yes', 'dropped bad-list-item/ignore'],
  ['Service.RestrictNamespaces', 262, '~', 'set <~>'],
  ['Service.RestrictNamespaces', 262, '', 'reset'],
  ['Service.DelegateNamespaces', 262, 'mnt user', 'dropped bad-list-item/ignore'],
  ['Service.DelegateNamespaces', 262, '~user', 'add <~user>'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(namespacesGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.RestrictNamespaces', 'user,mnt', 'user mnt'],
  ['Service.RestrictNamespaces', '"user"', 'user'],
  ['Service.RestrictNamespaces', 'mount', 'mnt'],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(namespacesGrammar, value, contextOf(name))).toBe(expected);
});

test.each<[string, string]>([
  ['Service.RestrictNamespaces', ''],
  ['Service.RestrictNamespaces', '~user '],
  ['Service.DelegateNamespaces', ''],
])('nothing is offered for %s=%s that would be refused', (name, value) => {
  expect(badOffers(namespacesGrammar, value, value.length, contextOf(name))).toEqual([]);
});
