import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { deviceAllowGrammar } from './device-allow.ts';

test.each<[string, number, string, string]>([
  ['Service.DeviceAllow', 252, '/dev/null', 'add </dev/null rwm>'],
  ['Service.DeviceAllow', 262, '/dev/null  rw', 'add </dev/null rw>'],
  ['Service.DeviceAllow', 262, 'char-* r', 'add <char-* r>'],
  ['Service.DeviceAllow', 262, '"/dev/a b" r', 'add </dev/a b r>'],
  ['Service.DeviceAllow', 262, '/dev/null r w', 'dropped bad-device/ignore'],
  ['Service.DeviceAllow', 262, '/dev/null RW', 'dropped bad-device/ignore'],
  ['Service.DeviceAllow', 262, '/devx r', 'dropped bad-device/ignore'],
  ['Service.DeviceAllow', 252, '/../dev/null', 'dropped bad-path/ignore'],
  ['Service.DeviceAllow', 257, '/../dev/null', 'add </dev/null rwm>'],
  ['Service.DeviceAllow', 262, '/dev/%Z', 'dropped bad-specifier/ignore'],
  ['Service.DeviceAllow', 262, "'/dev/x", 'dropped bad-quoting/ignore'],
  ['Service.DeviceAllow', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(deviceAllowGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.DeviceAllow', 'null rw', '/dev/null rw'],
  ['Service.DeviceAllow', '/dev/null R,W', '/dev/null rw'],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(deviceAllowGrammar, value, contextOf(name))).toBe(expected);
});

test.each<[string, string]>([
  ['Service.DeviceAllow', ''],
  ['Service.DeviceAllow', '/dev/null '],
])('nothing is offered for %s=%s that would be refused', (name, value) => {
  expect(badOffers(deviceAllowGrammar, value, value.length, contextOf(name))).toEqual([]);
});
