import { expect, it } from 'vitest';
import { isAddress, isBackendAddress, portsOf, proposedAddress, socketType } from './address.ts';

it.each([
  ['tcp', 'system', '127.0.0.1:8000'],
  ['udp', 'user', '127.0.0.1:8000'],
  ['unix', 'system', '/run/demo.sock'],
  ['unix', 'user', '%t/demo.sock'],
] as const)('%s for a %s manager: %s', (kind, manager, address) => {
  expect(proposedAddress(kind, 'demo', manager, 8000)).toBe(address);
  expect(isAddress(kind, address)).toBe(true);
});

it.each([
  ['tcp', '80', true],
  ['tcp', '[::1]:80', true],
  ['tcp', '192.0.2.1:65535', true],
  ['tcp', '0', false],
  ['tcp', '65536', false],
  ['tcp', 'localhost:80', false],
  ['tcp', '/run/a.sock', false],
  ['udp', '', false],
  ['unix', '@demo', true],
  ['unix', 'demo.sock', false],
  ['unix', '/run/a b', false],
  ['unix', `/${'a'.repeat(107)}`, false],
] as const)('as %s, %s: %s', (kind, text, expected) => {
  expect(isAddress(kind, text)).toBe(expected);
});

it.each([
  ['127.0.0.1:8080', true],
  ['localhost:8080', true],
  ['[::1]:80', true],
  ['/run/app.sock', true],
  ['8080', false],
  ['localhost', false],
  ['a b:1', false],
  ['/run/a\nExecStart=', false],
])('behind a proxy, %j: %s', (text, expected) => {
  expect(isBackendAddress(text)).toBe(expected);
});

it('finds the ports that units take', () => {
  expect(portsOf(['8000', '[::1]:8001', '127.0.0.1:8002', '/run/8003.sock', '@8004', ''])).toEqual([8000, 8001, 8002]);
  expect(socketType('udp')).toBe('datagram');
  expect(socketType('unix')).toBe('stream');
});
