import { expect, test } from 'vitest';
import { NEWEST_VERSION } from '../../catalogue/catalogue.ts';
import { syscallGroups } from '../../catalogue/syscalls.ts';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { syscallFilterGrammar } from './syscall-filter.ts';
import { groupNote } from './syscall-groups.ts';

test.each<[string, number, string, string]>([
  ['Service.SystemCallFilter', 252, '@system-service read', 'add <@system-service> <read>'],
  ['Service.SystemCallFilter', 262, '~@clock read:EPERM write:kill', 'add <~@clock> <~read:EPERM> <~write:kill>'],
  ['Service.SystemCallFilter', 262, 'read:EPERM', 'add bad-system-call/ignore'],
  ['Service.SystemCallFilter', 262, '~read:EFOO', 'add bad-system-call/ignore'],
  ['Service.SystemCallFilter', 262, '~read:4096', 'add bad-system-call/ignore'],
  ['Service.SystemCallFilter', 262, '~:EPERM', 'add bad-system-call/ignore'],
  ['Service.SystemCallFilter', 262, 'nope read', 'add <read> bad-system-call/ignore'],
  ['Service.SystemCallFilter', 252, 'mseal', 'add unsupported-here/ignore'],
  ['Service.SystemCallFilter', 257, 'mseal', 'add <mseal>'],
  ['Service.SystemCallFilter', 252, '@sandbox', 'add unsupported-here/ignore'],
  ['Service.SystemCallFilter', 262, '@system-service ~@clock', 'add <@system-service> bad-system-call/ignore'],
  ['Service.SystemCallFilter', 262, '', 'reset'],
  ['Service.SystemCallLog', 262, '~read:EPERM', 'add bad-system-call/ignore'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(syscallFilterGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['Service.SystemCallFilter', 'read,write', 'read write'],
  ['Service.SystemCallFilter', '"read"', 'read'],
  ['Service.SystemCallFilter', '@sytem-service', '@system-service'],
  ['Service.SystemCallLog', 'read:EPERM', 'read'],
])('%s=%s is corrected to %s', (name, value, expected) => {
  expect(firstFixed(syscallFilterGrammar, value, contextOf(name))).toBe(expected);
});

test.each<[string, string]>([
  ['Service.SystemCallFilter', ''],
  ['Service.SystemCallFilter', '~read:'],
  ['Service.SystemCallLog', '@'],
])('nothing is offered for %s=%s that would be refused', (name, value) => {
  expect(badOffers(syscallFilterGrammar, value, value.length, contextOf(name))).toEqual([]);
});

test('a group says what is in it', () => {
  const at = contextOf('Service.SystemCallFilter');
  const text = english(syscallFilterGrammar.describe!({ kind: 'keyword', from: 0, to: 5 }, '@swap', at, NO_WORLD)!);
  expect(text).toBe('**@swap**: Turning swap on and off. 2 system calls.\n\n`swapoff` `swapon`');
});

test('every group has a note', () => {
  expect(syscallGroups(NEWEST_VERSION).filter((group) => groupNote(group) === groupNote('@other'))).toEqual([]);
});

const NO_WORLD = { units: () => [], directory: () => [], users: () => [], groups: () => [], fact: () => undefined };
