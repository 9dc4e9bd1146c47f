import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { luoSessionsGrammar, oomRulesGrammar } from './safe-names.ts';

test.each([
  ['Service.OOMRules', 'foo "a b"', 'add <foo> <a b>'],
  ['Service.OOMRules', 'foo a* b/c', 'add <foo> bad-name/ignore bad-name/ignore'],
  ['Service.OOMRules', "foo 'x", 'dropped bad-quoting/ignore'],
  ['Service.OOMRules', '', 'reset'],
  ['Socket.OOMRules', '', 'dropped unsupported-here/ignore'],
])('%s=%s is %s', (name, value, expected) => {
  expect(verdict(oomRulesGrammar, value, contextOf(name))).toBe(expected);
});

test.each([
  ['foo bar', 'add <foo> <bar>'],
  ['foo foo', 'add <foo> bad-list-item/ignore'],
  ['a:b c', 'add <c> bad-name/ignore'],
  ['', 'reset'],
])('LUOSession=%s is %s', (value, expected) => {
  expect(verdict(luoSessionsGrammar, value, contextOf('Service.LUOSession'))).toBe(expected);
});

test('what is named twice is removed', () => {
  expect(firstFixed(luoSessionsGrammar, 'a b a', contextOf('Service.LUOSession'))).toBe('a b');
});
