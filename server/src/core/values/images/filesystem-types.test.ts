import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { filesystemTypesGrammar } from './filesystem-types.ts';

test.each<[string, number, string, string]>([
  ['Service.RestrictFileSystems', 252, 'ext4 @network', 'add <ext4> <@network>'],
  ['Service.RestrictFileSystems', 262, '~tmpfs', 'add <~tmpfs>'],
  ['Service.RestrictFileSystems', 262, '@foo ext4', 'add <ext4> bad-list-item/ignore'],
  ['Service.RestrictFileSystems', 262, 'ext5', 'add <ext5> bad-list-item/advice'],
  ['Service.RestrictFileSystems', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(filesystemTypesGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.RestrictFileSystems', 'ext4,tmpfs', 'ext4 tmpfs'],
  ['Service.RestrictFileSystems', '@netwrok', '@network'],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(filesystemTypesGrammar, value, contextOf(name))).toBe(expected);
});

test.each<[string, string]>([
  ['Service.RestrictFileSystems', ''],
  ['Service.RestrictFileSystems', '~'],
])('nothing is offered for %s=%s that would be refused', (name, value) => {
  expect(badOffers(filesystemTypesGrammar, value, value.length, contextOf(name))).toEqual([]);
});
