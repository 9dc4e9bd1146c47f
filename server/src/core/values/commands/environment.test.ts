import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { environmentGrammar, passEnvironmentGrammar, unsetEnvironmentGrammar } from './environment.ts';

test.each([
  ['Service.Environment', 'A=b "C=d e" F=\\x41', 262, 'add <A=b> <C=d e> <F=A>'],
  ['Service.Environment', '', 262, 'reset'],
  ['Service.Environment', 'A=b c', 262, 'add <A=b> bad-environment/ignore'],
  ['Service.Environment', '1A=b B=%p', 252, 'add <B=unit> bad-environment/ignore'],
  ['Service.Environment', 'A=b B=\\q', 262, 'add <A=b> bad-quoting/ignore'],
  ['Service.Environment', 'A=b "B=c', 262, 'add <A=b> bad-quoting/ignore'],
  ['Service.Environment', 'A=%z B=c', 262, 'add <B=c> bad-specifier/ignore'],
  ['Service.Environment', 'A=\\xff', 262, 'dropped bad-environment/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(environmentGrammar, value, contextOf(directive, version))).toBe(expected);
});

test.each([
  ['Service.PassEnvironment', 'A "B"', 262, 'add <A> <B>'],
  ['Service.PassEnvironment', 'A,B', 262, 'dropped bad-environment/ignore'],
  ['Service.PassEnvironment', 'A=b', 262, 'dropped bad-environment/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(passEnvironmentGrammar, value, contextOf(directive, version))).toBe(expected);
});

test.each([
  ['Service.UnsetEnvironment', 'A B=c', 262, 'add <A> <B=c>'],
  ['Service.UnsetEnvironment', '$A B', 262, 'add <B> bad-environment/ignore'],
  ['Service.UnsetEnvironment', '', 262, 'reset'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(unsetEnvironmentGrammar, value, contextOf(directive, version))).toBe(expected);
});

test.each([
  ['export A=b', 'A=b'],
  ['A=b c d', '"A=b c" d'],
])('%s is fixed to %s', (value, fixed) => {
  expect(firstFixed(environmentGrammar, value, contextOf('Service.Environment'))).toBe(fixed);
});
