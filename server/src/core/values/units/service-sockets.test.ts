import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { serviceSocketsGrammar } from './service-sockets.ts';

test.each([
  ['Service.Sockets', 'a.socket b.socket', 262, 'add <a.socket> <b.socket>'],
  ['Service.Sockets', 'a.socket b.service', 262, 'add <a.socket> bad-unit-name/ignore'],
  ['Service.Sockets', 'a\\x2db.socket', 262, 'add <ax2db.socket> bad-quoting/advice'],
  ['Service.Sockets', 'a\\\\x2db.socket', 262, 'add <a\\x2db.socket>'],
  ['Service.Sockets', '', 262, 'dropped'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(serviceSocketsGrammar, value, contextOf(directive, version))).toBe(expected);
});

test('a backslash that would drop out can be doubled', () => {
  const at = contextOf('Service.Sockets');
  expect(firstFixed(serviceSocketsGrammar, 'a\\x2db.socket', at)).toBe('a\\\\x2db.socket');
});
