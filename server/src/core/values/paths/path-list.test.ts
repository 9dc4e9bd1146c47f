import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { mountsForGrammar, sandboxPathsGrammar, symlinksGrammar } from './path-list.ts';

test.each([
  ['Service.ReadWritePaths', '/a -/b +/c -+/d', 262, 'add </a> <-/b> <+/c> <-+/d>'],
  ['Service.ReadWritePaths', '', 262, 'reset'],
  ['Service.ReadWritePaths', '/a b /c', 262, 'add </a> </c> bad-path/ignore'],
  ['Service.ReadWritePaths', '"/a b" %t/c', 262, 'add </a b> </run/c>'],
  ['Service.ReadWritePaths', '/a "/b', 262, 'add </a> bad-quoting/ignore'],
  ['Service.ReadWritePaths', '+-/a', 262, 'dropped bad-path/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(sandboxPathsGrammar, value, contextOf(directive, version))).toBe(expected);
});

test.each([
  ['Socket.Symlinks', '/a /b', 262, 'add </a> </b>'],
  ['Socket.Symlinks', '/a b /c', 262, 'add </a> bad-path/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(symlinksGrammar, value, contextOf(directive, version))).toBe(expected);
});

test.each([
  ['Unit.RequiresMountsFor', '/a b /c', 252, 'add </a> </c> bad-path/ignore'],
  ['Unit.RequiresMountsFor', '', 262, 'dropped'],
  ['Unit.WantsMountsFor', '/a/../b /c', 262, 'add </c> bad-path/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(mountsForGrammar, value, contextOf(directive, version))).toBe(expected);
});
