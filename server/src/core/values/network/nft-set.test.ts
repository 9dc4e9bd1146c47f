import { expect, test } from 'vitest';
import { contextOf, firstFixed, NO_WORLD, verdict } from '../../testing/values.ts';
import { nftSetGrammar } from './nft-set.ts';

test.each<[string, number, string, string]>([
  ['Service.NFTSet', 257, 'cgroup:inet:t:s user:ip:t:u', 'add <cgroup:inet:t:s> <user:ip:t:u>'],
  ['Service.NFTSet', 262, 'cgroup:inet:t', 'dropped bad-list-item/ignore'],
  ['Service.NFTSet', 262, 'cgroup:inet:t:s:x', 'dropped bad-list-item/ignore'],
  ['Service.NFTSet', 262, 'cgroup:inet:t:s address:inet:t:s user:ip:t:u', 'add <cgroup:inet:t:s> bad-list-item/ignore'],
  ['Service.NFTSet', 262, 'cgroup:inet:1t:s', 'dropped bad-name/ignore'],
  ['Service.NFTSet', 257, 'cgroup:inet:t:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'dropped bad-name/ignore'],
  [
    'Service.NFTSet',
    262,
    'cgroup:inet:t:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'add <cgroup:inet:t:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>',
  ],
  ['Service.NFTSet', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(nftSetGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.NFTSet', 'user:ipv4:t:s', 'user:ip:t:s'],
  ['Service.NFTSet', 'grup:ip:t:s', 'group:ip:t:s'],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(nftSetGrammar, value, contextOf(name))).toBe(expected);
});

test.each<[string, string[]]>([
  ['', ['cgroup', 'user', 'group']],
  ['user:', ['arp', 'bridge', 'inet', 'ip', 'ip6', 'netdev']],
  ['user:inet:t:s', []],
])('after %j, %j are offered', (value, expected) => {
  const offers = nftSetGrammar.complete!(value, value.length, contextOf('Service.NFTSet'), NO_WORLD);
  expect(offers.map(({ label }) => label)).toEqual(expected);
});
