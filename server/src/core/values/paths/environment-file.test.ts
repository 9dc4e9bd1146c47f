import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { environmentFileGrammar } from './environment-file.ts';

test.each([
  ['Service.EnvironmentFile', '/etc/default/a', 262, 'add </etc/default/a>'],
  ['Service.EnvironmentFile', '-/etc/*.env', 262, 'add <-/etc/*.env>'],
  ['Service.EnvironmentFile', '', 262, 'reset'],
  ['Service.EnvironmentFile', '"/a"', 262, 'dropped bad-path/ignore'],
  ['Service.EnvironmentFile', '/a /b', 262, 'add </a /b> bad-path/advice'],
  ['Service.EnvironmentFile', '-a', 262, 'dropped bad-path/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(environmentFileGrammar, value, contextOf(directive, version))).toBe(expected);
});
