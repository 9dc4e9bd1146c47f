import type { World } from '../values/grammar.ts';

/** For tests: a machine with a little of everything, so that every kind of offer is made. */
export const SMALL_MACHINE: World = {
  units: () =>
    ['foo.service', 'foo@.service', 'foo.socket', 'foo.target', 'foo.slice', 'foo.timer', 'dev-sda1.device'].map(
      (name) => ({
        name,
        description: `The unit ${name}`,
        file: `/w/${name}`,
      }),
    ),
  directory: (path) => (path === '/' ? ['etc/', 'usr/', 'dev/', 'proc/'] : ['one/', 'two']),
  users: () => ['root', 'www-data', 'nobody'],
  groups: () => ['root', 'adm'],
  fact: () => undefined,
};

/** For tests: a machine of which it is known who is on it, what two of its paths are, and what time it is. */
export const KNOWN_MACHINE: World = {
  units: () => [{ name: 'web.service', description: 'The *web*', file: '/w/web.service' }],
  directory: (path) => ({ '/': ['etc/', 'usr/'], '/etc/': ['passwd', 'demo/'] })[path] ?? [],
  kind: (path) => (path === '/etc/passwd' ? 'file' : path === '/etc/demo' ? 'directory' : 'nothing'),
  users: () => ['root'],
  groups: () => ['adm'],
  user: (name) => (name === 'root' ? { id: 0, home: '/root', shell: '/bin/bash' } : undefined),
  group: (name) => (name === 'adm' ? { id: 4, members: ['joe', 'ann'] } : undefined),
  now: () => Date.parse('2026-11-20T12:00:00Z'),
  timeZone: () => 'Europe/Berlin',
  fact: () => undefined,
};
