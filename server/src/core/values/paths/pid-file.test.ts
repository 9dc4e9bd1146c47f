import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { pidFileGrammar } from './pid-file.ts';

test.each([
  ['Service.PIDFile', '/run/a.pid', 262, 'set </run/a.pid>'],
  ['Service.PIDFile', 'a.pid', 262, 'set </run/a.pid>'],
  ['Service.PIDFile', '/var/run/a.pid', 262, 'set </run/a.pid> legacy-path/note'],
  ['Service.PIDFile', '/var/run/a.pid', 252, 'set </run/a.pid> legacy-path/advice'],
  ['Service.PIDFile', '', 262, 'reset'],
  ['Service.PIDFile', '../a', 262, 'dropped bad-path/refuse'],
  ['Service.PIDFile', '/proc/a', 262, 'dropped bad-path/refuse'],
  ['Service.PIDFile', '/proc/a', 252, 'set </proc/a>'],
  ['Service.PIDFile', '%z', 262, 'dropped bad-specifier/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(pidFileGrammar, value, contextOf(directive, version))).toBe(expected);
});

test('the legacy path can be replaced', () => {
  expect(firstFixed(pidFileGrammar, '/var/run/%n.pid', contextOf('Service.PIDFile'))).toBe('/run/%n.pid');
});
