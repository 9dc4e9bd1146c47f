import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { workingDirectoryGrammar } from './working-directory.ts';

test.each([
  ['Service.WorkingDirectory', '/a//b', 262, 'set </a/b>'],
  ['Service.WorkingDirectory', '', 262, 'reset'],
  ['Service.WorkingDirectory', '~', 262, 'set <~>'],
  ['Service.WorkingDirectory', '-~', 262, 'set <-~>'],
  ['Service.WorkingDirectory', '-/a', 262, 'set <-/a>'],
  ['Service.WorkingDirectory', '~/a', 262, 'dropped bad-path/refuse'],
  ['Service.WorkingDirectory', '-a', 262, 'dropped bad-path/ignore'],
  ['Service.WorkingDirectory', '%z', 262, 'dropped bad-specifier/refuse'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(workingDirectoryGrammar, value, contextOf(directive, version))).toBe(expected);
});
