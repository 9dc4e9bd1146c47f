import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { groupsGrammar, userGrammar } from './user-name.ts';

test.each([
  ['Service.User', 'www-data', 262, 'set <www-data>'],
  ['Service.User', '1000', 262, 'set <1000>'],
  ['Service.User', '%u', 262, 'set <root>'],
  ['Service.User', '', 262, 'reset'],
  ['Service.User', '65535', 262, 'dropped bad-user/refuse'],
  ['Service.User', '4294967295', 262, 'dropped bad-user/refuse'],
  ['Service.User', '-1', 262, 'dropped bad-user/refuse'],
  ['Service.User', 'a:b', 262, 'dropped bad-user/refuse'],
  ['Service.User', 'a.b', 262, 'set <a.b> bad-user/advice'],
  ['Service.User', 'a, b', 262, 'set <a, b> bad-user/advice'],
  ['Service.User', 'nobody', 262, 'set <nobody> unsafe-value/note'],
  ['Service.Group', 'nobody', 262, 'set <nobody>'],
  ['Service.User', '%z', 262, 'dropped bad-specifier/refuse'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(userGrammar, value, contextOf(directive, version))).toBe(expected);
});

test.each([
  ['Service.SupplementaryGroups', 'a b', 262, 'add <a> <b>'],
  ['Service.SupplementaryGroups', 'a b/c', 262, 'add <a> bad-user/refuse'],
  ['Service.SupplementaryGroups', 'a,b', 262, 'add <a,b> bad-user/advice'],
  ['Service.SupplementaryGroups', '', 262, 'reset'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(groupsGrammar, value, contextOf(directive, version))).toBe(expected);
});

test('a list of groups has blanks and no commas', () => {
  expect(firstFixed(groupsGrammar, 'a,b', contextOf('Service.SupplementaryGroups'))).toBe('a b');
});
