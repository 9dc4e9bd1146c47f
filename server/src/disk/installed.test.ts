import { describe, expect, it } from 'vitest';
import { diskInMemory } from './disk-for-tests.ts';
import { installedIn } from './installed.ts';

const SYSTEM = {
  '/r/usr/lib/systemd/libsystemd-shared-257.so': '',
  '/r/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\ndemo:x:999:999::/:/bin/false\n',
  '/r/etc/group': 'root:x:0:\nadm:x:4:\n',
  '/r/usr/bin/demo': '',
  '/r/usr/lib/sysusers.d/demo.conf': '# type name\nu made - "Made at boot"\ng plain 5\nm made extra\nu! locked\n',
};

describe('a whole system', () => {
  const installed = installedIn(diskInMemory(SYSTEM), '/r')!;

  it('has its files, and no folders for files', () => {
    expect(['/usr/bin/demo', '/usr/bin/none', '/usr/bin'].map(installed.hasFile)).toEqual([true, false, false]);
  });

  it('has its accounts, those that are made at boot, and those that systemd makes up', () => {
    expect(['root', 'demo', 'made', 'locked', 'nobody'].map(installed.hasUser)).toEqual(Array(5).fill(true));
    expect(['plain', 'adm', 'none'].map(installed.hasUser)).toEqual([false, false, false]);
    expect(['adm', 'plain', 'extra', 'made', 'locked', 'nogroup'].map(installed.hasGroup)).toEqual(Array(6).fill(true));
    expect(installed.hasGroup('none')).toBe(false);
  });
});

it.each([
  ['passwd: files sss', 'none', true],
  ['passwd: files [SUCCESS=merge] ldap # directory', 'none', true],
  ['passwd: files systemd', 'none', false],
  ['#passwd: files sss', 'none', false],
  ['group: files sss', 'none', false],
])('with %s, whether there is a user %s: %s', (line, name, expected) => {
  const installed = installedIn(diskInMemory({ ...SYSTEM, '/r/etc/nsswitch.conf': `${line}\n` }), '/r');
  expect(installed?.hasUser(name)).toBe(expected);
});

it.each([['/r/usr/lib/systemd/libsystemd-shared-257.so'], ['/r/etc/passwd']])('nothing is known without %s', (file) => {
  const files = Object.fromEntries(Object.entries(SYSTEM).filter(([path]) => path !== file));
  expect(installedIn(diskInMemory(files), '/r')).toBeUndefined();
});
