import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { searchPathGrammar } from './search-path.ts';

test.each([
  ['Service.ExecSearchPath', '/a:%h/b', 262, 'add </a> </root/b>'],
  ['Service.ExecSearchPath', '', 262, 'reset'],
  ['Service.ExecSearchPath', '/a::/b', 262, 'add </a> bad-path/ignore'],
  ['Service.ExecSearchPath', '/a:', 262, 'add </a> bad-path/ignore'],
  ['Service.ExecSearchPath', '/a\\:b:/c', 262, 'add </a:b> </c>'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(searchPathGrammar, value, contextOf(directive, version))).toBe(expected);
});
