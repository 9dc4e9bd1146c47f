import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { addressFamiliesGrammar } from './address-families.ts';

test.each<[string, number, string, string]>([
  ['Service.RestrictAddressFamilies', 252, 'AF_UNIX af_inet', 'add <AF_UNIX> <af_inet>'],
  ['Service.RestrictAddressFamilies', 262, '~AF_PACKET', 'add <~AF_PACKET>'],
  ['Service.RestrictAddressFamilies', 262, 'none', 'set <none>'],
  ['Service.RestrictAddressFamilies', 257, 'AF_UNIX foo AF_INET', 'add <AF_UNIX> <AF_INET> bad-list-item/ignore'],
  ['Service.RestrictAddressFamilies', 262, 'AF_UNIX foo AF_INET', 'add <AF_UNIX> bad-list-item/ignore'],
  ['Service.RestrictAddressFamilies', 262, '~none', 'add bad-list-item/ignore'],
  ['Service.RestrictAddressFamilies', 262, 'AF_UNSPEC', 'add bad-list-item/ignore'],
  ['Service.RestrictAddressFamilies', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(addressFamiliesGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.RestrictAddressFamilies', 'AF_UNIX,AF_INET', 'AF_UNIX AF_INET'],
  ['Service.RestrictAddressFamilies', 'inet', 'AF_INET'],
  ['Service.RestrictAddressFamilies', 'AF_INTE', 'AF_INET'],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(addressFamiliesGrammar, value, contextOf(name))).toBe(expected);
});

test.each<[string, string]>([
  ['Service.RestrictAddressFamilies', ''],
  ['Service.RestrictAddressFamilies', 'AF_UNIX '],
])('nothing is offered for %s=%s that would be refused', (name, value) => {
  expect(badOffers(addressFamiliesGrammar, value, value.length, contextOf(name))).toEqual([]);
});
