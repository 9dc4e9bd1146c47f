import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { ipPrefixesGrammar } from './ip-prefixes.ts';

test.each<[string, number, string, string]>([
  ['Service.IPAddressAllow', 252, '10.0.0.0/8 ::1 any', 'add <10.0.0.0/8> <::1> <any>'],
  ['Service.IPAddressAllow', 262, 'LOCALHOST a.localhost.localdomain.', 'add <LOCALHOST> <a.localhost.localdomain.>'],
  ['Service.IPAddressAllow', 262, '10.0.0.0/33 ::1', 'add <::1> bad-network-address/ignore'],
  ['Service.IPAddressAllow', 262, '01.2.3.4', 'dropped bad-network-address/ignore'],
  ['Service.IPAddressAllow', 262, '10.0.0', 'dropped bad-network-address/ignore'],
  ['Service.IPAddressAllow', 262, '[::1]', 'dropped bad-network-address/ignore'],
  ['Service.IPAddressDeny', 262, 'Any', 'dropped bad-network-address/ignore'],
  ['Service.IPAddressDeny', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(ipPrefixesGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.IPAddressAllow', '10.0.0.0/255.255.0.0', '10.0.0.0/16'],
  ['Service.IPAddressAllow', 'any,localhost', 'any localhost'],
  ['Service.IPAddressAllow', 'all', 'any'],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(ipPrefixesGrammar, value, contextOf(name))).toBe(expected);
});

test.each<[string, string]>([['Service.IPAddressAllow', '']])(
  'nothing is offered for %s=%s that would be refused',
  (name, value) => {
    expect(badOffers(ipPrefixesGrammar, value, value.length, contextOf(name))).toEqual([]);
  },
);
