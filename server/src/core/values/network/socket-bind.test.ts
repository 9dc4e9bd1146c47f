import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { socketBindGrammar } from './socket-bind.ts';

test.each<[string, number, string, string]>([
  ['Service.SocketBindAllow', 252, 'ipv4:tcp:80', 'add <ipv4:tcp:80>'],
  ['Service.SocketBindAllow', 262, 'udp:1000-2000', 'add <udp:1000-2000>'],
  ['Service.SocketBindAllow', 262, 'ipv6', 'add <ipv6>'],
  ['Service.SocketBindDeny', 262, 'any', 'add <any>'],
  ['Service.SocketBindAllow', 254, '0', 'dropped unsupported-here/ignore'],
  ['Service.SocketBindAllow', 257, '0', 'add <0>'],
  ['Service.SocketBindAllow', 262, 'tcp:ipv4', 'dropped bad-network-address/ignore'],
  ['Service.SocketBindAllow', 262, 'tcp:', 'dropped bad-network-address/ignore'],
  ['Service.SocketBindAllow', 262, '65536', 'dropped bad-network-address/ignore'],
  ['Service.SocketBindAllow', 262, '80-70', 'dropped bad-network-address/ignore'],
  ['Service.SocketBindAllow', 262, 'ipv4 tcp', 'dropped bad-network-address/ignore'],
  ['Service.SocketBindAllow', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(socketBindGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.SocketBindAllow', 'inet:tcp', 'ipv4:tcp'],
  ['Service.SocketBindAllow', 'all', 'any'],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(socketBindGrammar, value, contextOf(name))).toBe(expected);
});

test.each<[string, string]>([
  ['Service.SocketBindAllow', ''],
  ['Service.SocketBindAllow', 'ipv4:'],
  ['Service.SocketBindAllow', 'tcp:80'],
])('nothing is offered for %s=%s that would be refused', (name, value) => {
  expect(badOffers(socketBindGrammar, value, value.length, contextOf(name))).toEqual([]);
});
