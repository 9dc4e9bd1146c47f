import { expect, test } from 'vitest';
import { english } from '../../text/message.ts';
import { describeAddress, parseSocketAddress } from './socket-address.ts';

test.each([
  ['9999', 'Stream', 'TCP port 9999 on all addresses, IPv6 and IPv4'],
  ['0x50', 'Datagram', 'UDP port 80 on all addresses, IPv6 and IPv4'],
  ['0.0.0.0:80', 'Stream', 'TCP port 80 on all IPv4 addresses'],
  ['127.0.0.1:80', 'Stream', 'TCP port 80 on 127.0.0.1, this machine only'],
  ['[::]:80', 'Stream', 'TCP port 80 on all IPv6 addresses, and IPv4 too unless BindIPv6Only= says otherwise'],
  ['[::ffff:1.2.3.4]:80', 'Stream', 'TCP port 80 on ::ffff:1.2.3.4'],
  ['[fe80::1]:80%eth0', 'Stream', 'TCP port 80 on fe80::1, interface eth0'],
  ['/run/a', 'SequentialPacket', 'Unix sequential-packet socket at /run/a'],
  ['@a', 'Datagram', 'Unix datagram socket named a in the abstract namespace, not in the file system'],
  ['vsock::22', 'Stream', 'vsock stream port 22 on any CID'],
  ['vsock-stream:2:22', 'Stream', 'vsock stream port 22 on CID 2'],
  ['vsock:any:22', 'Stream', 'vsock stream port 22 on any CID'],
])('%s of a %s socket is a %s', (text, type, expected) => {
  const address = parseSocketAddress(text, 262);
  expect(english(address.kind === 'fault' ? address.message : describeAddress(address, type))).toBe(expected);
});

test.each([
  ['0', 262],
  ['65536', 262],
  ['08', 262],
  ['127.0.0.1', 262],
  ['127.0.0.1:0', 262],
  ['127.0.0.01:80', 262],
  ['::1:80', 262],
  ['[::1]', 262],
  ['[::1:80', 262],
  ['*:80', 262],
  ['localhost:80', 262],
  ['/', 262],
  ['@', 262],
  [`/${'a'.repeat(107)}`, 262],
  ['a/b', 262],
  ['vsock:22', 262],
  ['vsock:2:4294967295', 257],
  ['vsock:any:22', 257],
  ['vsock:host:22', 254],
  ['vsock-stream::22', 252],
  ['80 443', 262],
])('%s is no address for systemd %i', (text, version) => {
  expect(parseSocketAddress(text, version).kind).toBe('fault');
});
