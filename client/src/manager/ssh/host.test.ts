import { expect, it } from 'vitest';
import { isHost } from './host.ts';

it.each([
  'web1',
  'admin@web1.example.org',
  'ssh://admin@web1.example.org:2222',
  '192.0.2.7',
  'fe80::1',
  'root@[2001:db8::1]:22',
  '_gateway',
])('takes %s for a host', (text) => {
  expect(isHost(text)).toBe(true);
});

it.each([
  '',
  '-oProxyCommand=id',
  'admin@-oProxyCommand=id',
  '-l@web1',
  'web1 -v',
  'web1;id',
  '$(id)',
  '`id`',
  'a|b',
  "a'b",
  'web\n1',
  'web1/../x',
  '%h',
  'x'.repeat(300),
])('does not take %j for one', (text) => {
  expect(isHost(text)).toBe(false);
});
