import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { inputDataGrammar, inputTextGrammar } from './standard-input-data.ts';

test.each([
  ['Service.StandardInputText', 'a\\nb', 262, 'add <a\x0ab>'],
  ['Service.StandardInputText', 'a\\q', 262, 'dropped bad-quoting/ignore'],
  ['Service.StandardInputText', '%z', 262, 'dropped bad-specifier/ignore'],
  ['Service.StandardInputText', '\\x25%%', 262, 'add <%%>'],
  ['Service.StandardInputText', '', 262, 'reset'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(inputTextGrammar, value, contextOf(directive, version))).toBe(expected);
});

test.each([
  ['Service.StandardInputData', 'YW Jj', 262, 'add <YWJj>'],
  ['Service.StandardInputData', 'YQ==', 262, 'add <YQ==>'],
  ['Service.StandardInputData', 'YW\u00a0Jj', 262, 'dropped bad-encoding/ignore'],
  ['Service.StandardInputData', 'YR==', 262, 'dropped bad-encoding/ignore'],
  ['Service.StandardInputData', 'YWJ', 262, 'dropped bad-encoding/ignore'],
  ['Service.StandardInputData', 'YQ==YQ==', 262, 'dropped bad-encoding/ignore'],
  ['Service.StandardInputData', 'a_-b', 262, 'add <a_-b>'],
  ['Service.StandardInputData', 'a_-b', 252, 'dropped bad-encoding/ignore'],
  ['Service.StandardInputData', '', 262, 'reset'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(inputDataGrammar, value, contextOf(directive, version))).toBe(expected);
});
