import { expect, it } from 'vitest';
import { readConfigFile } from './config-file.ts';

it('finds the hosts that are named, and what is included', () => {
  const text = [
    'Include config.d/* "~/more hosts"',
    'Host web1 web2 # the two of them',
    '  HostName 192.0.2.1',
    'HOST="db 1" !old *.example.org',
    '\tHost\tcache',
    '#Host commented',
    'Host *',
    '  User admin',
    'HostName notahost',
  ].join('\r\n');
  expect(readConfigFile(text)).toEqual({
    hosts: ['web1', 'web2', 'db 1', 'cache'],
    includes: ['config.d/*', '~/more hosts'],
  });
});
