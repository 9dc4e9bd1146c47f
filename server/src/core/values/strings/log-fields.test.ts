import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { logFieldsGrammar } from './log-fields.ts';

test.each([
  ['Service.LogExtraFields', 'A=b "C=d e"', 262, 'add <A=b> <C=d e>'],
  ['Service.LogExtraFields', 'a=b', 262, 'dropped bad-name/ignore'],
  ['Service.LogExtraFields', '_A=b C=d', 262, 'add <C=d> bad-name/ignore'],
  ['Service.LogExtraFields', 'A', 262, 'dropped bad-name/ignore'],
  ['Service.LogExtraFields', '', 262, 'reset'],
  ['Service.LogExtraFields', 'A=b "C', 262, 'add <A=b> bad-quoting/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(logFieldsGrammar, value, contextOf(directive, version))).toBe(expected);
});

test('a field is made of capital letters', () => {
  expect(firstFixed(logFieldsGrammar, 'my-field=x', contextOf('Service.LogExtraFields'))).toBe('MY_FIELD=x');
});
