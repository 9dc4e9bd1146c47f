import { expect, test } from 'vitest';
import { isIPv4, isIPv6 } from './inet.ts';

test.each(['0.0.0.0', '255.255.255.255', '10.0.0.1'])('%s is an IPv4 address', (text) => {
  expect(isIPv4(text)).toBe(true);
});

test.each(['1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '1.2.3.4 ', ''])('%j is no IPv4 address', (text) => {
  expect(isIPv4(text)).toBe(false);
});

test.each(['::', '::1', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::', '::ffff:1.2.3.4', '1:2:3:4:5:6:1.2.3.4', 'FE80::1'])(
  '%s is an IPv6 address',
  (text) => {
    expect(isIPv6(text)).toBe(true);
  },
);

test.each([
  '',
  ':',
  ':::',
  '1::2::3',
  '12345::',
  '1:2:3:4:5:6:7',
  '::1:2:3:4:5:6:7:8',
  '1:2:3:4:5:6:7:1.2.3.4',
  '1.2.3.4::',
  'fe80::1%eth0',
])('%j is no IPv6 address', (text) => {
  expect(isIPv6(text)).toBe(false);
});
