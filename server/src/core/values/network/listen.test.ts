import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { english } from '../../text/message.ts';
import { parseUnitName } from '../unit-name.ts';
import { listenGrammar } from './listen.ts';

const unit = parseUnitName('own.socket');

test.each([
  ['Socket.ListenStream', '80', 262, 'add <80>'],
  ['Socket.ListenStream', '127.0.0.1:80', 262, 'add <127.0.0.1:80>'],
  ['Socket.ListenStream', '[::1]:80', 262, 'add <[::1]:80>'],
  ['Socket.ListenStream', '%t/%p.sock', 262, 'add </run/own.sock>'],
  ['Socket.ListenStream', '@own', 262, 'add <@own>'],
  ['Socket.ListenStream', '', 262, 'reset'],
  ['Socket.ListenStream', '/var/run/x', 262, 'add </run/x> legacy-path/note'],
  ['Socket.ListenStream', '/var/run/x', 252, 'add </run/x> legacy-path/advice'],
  ['Socket.ListenStream', 'localhost:80', 262, 'dropped bad-address/ignore'],
  ['Socket.ListenStream', '%z', 262, 'dropped bad-specifier/ignore'],
  ['Socket.ListenSequentialPacket', '/a', 262, 'add </a>'],
  ['Socket.ListenSequentialPacket', '80', 262, 'dropped bad-address/ignore'],
  ['Socket.ListenFIFO', '/var/run//a', 262, 'add </run/a> legacy-path/note'],
  ['Socket.ListenFIFO', '/dev/a', 262, 'dropped bad-path/ignore'],
  ['Socket.ListenFIFO', '/dev/a', 252, 'add </dev/a>'],
  ['Socket.ListenSpecial', '/dev/a', 262, 'add </dev/a>'],
  ['Socket.ListenMessageQueue', 'a', 262, 'dropped bad-path/ignore'],
  ['Socket.ListenNetlink', 'kobject-uevent 1', 262, 'add <kobject-uevent 1>'],
  ['Socket.ListenNetlink', 'rute', 262, 'dropped bad-address/ignore'],
  ['Socket.ListenNetlink', 'route x', 262, 'dropped bad-address/ignore'],
  ['Socket.ListenNetlink', '15', 262, 'add <15>'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(listenGrammar, value, contextOf(directive, version, { unit }))).toBe(expected);
});

test.each([
  ['Socket.ListenStream', '/var/run/a.sock', '/run/a.sock'],
  ['Socket.ListenStream', 'localhost:80', '127.0.0.1:80'],
  ['Socket.ListenStream', '*:80', '80'],
  ['Socket.ListenStream', '::1:80', '[::1]:80'],
  ['Socket.ListenStream', 'unix:/run/a', '/run/a'],
  ['Socket.ListenStream', '80/tcp', '80'],
  ['Socket.ListenNetlink', 'rout 1', 'route 1'],
])('%s=%s is fixed to %s', (directive, value, fixed) => {
  expect(firstFixed(listenGrammar, value, contextOf(directive))).toBe(fixed);
});

test('an address is explained', () => {
  const at = contextOf('Socket.ListenStream');
  const world = { units: () => [], directory: () => [], users: () => [], groups: () => [], fact: () => undefined };
  const [token] = listenGrammar.parse('9999', at).tokens;
  expect(english(listenGrammar.describe!(token!, '9999', at, world)!)).toBe(
    'TCP port 9999 on all addresses, IPv6 and IPv4.',
  );
});

test.each([
  ['127.0.0.1', 9, 0],
  ['127.0.0.1:80', 12, 1],
  ['[::1', 4, 0],
  ['80', 1, 1],
])('in %s at %i the active part is number %i', (value, offset, active) => {
  expect(listenGrammar.parts!(value, offset, contextOf('Socket.ListenStream'))?.active).toBe(active);
});
