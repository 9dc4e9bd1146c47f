import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { bindPathsGrammar } from './bind-paths.ts';

test.each([
  ['Service.BindPaths', '/a -/b:/c /d:/e:norbind', 262, 'add </a> <-/b:/c> </d:/e:norbind>'],
  ['Service.BindPaths', '/a:/b:rbind', 262, 'add </a:/b>'],
  ['Service.BindPaths', '/a\\:b:/c', 262, 'add </a:b:/c>'],
  ['Service.BindPaths', '/a:/b:ro', 262, 'dropped bad-keyword/ignore'],
  ['Service.BindPaths', '/a:/b:rbind:x', 262, 'dropped bad-list-item/ignore'],
  ['Service.BindPaths', 'a:/b /c', 262, 'add </c> bad-path/ignore'],
  ['Service.BindPaths', 'a:/b /c', 257, 'add </b> </c> bad-path/ignore'],
  ['Service.BindPaths', '/a  /b', 262, 'add </a> </b>'],
  ['Service.BindPaths', '/a  /b', 257, 'add </a> </b> bad-path/ignore'],
  ['Service.BindPaths', '/a:/b: /c', 257, 'dropped bad-keyword/ignore'],
  ['Service.BindPaths', '/a:', 262, 'dropped bad-path/ignore'],
  ['Service.BindPaths', '', 262, 'reset'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(bindPathsGrammar, value, contextOf(directive, version))).toBe(expected);
});
