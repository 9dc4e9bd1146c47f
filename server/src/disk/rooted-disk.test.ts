import { expect, it } from 'vitest';
import { diskInMemory } from './disk-for-tests.ts';
import { rootedDisk } from './rooted-disk.ts';

const DISK = rootedDisk(
  diskInMemory(
    {
      '/r/usr/bin/mawk': 'program',
      '/r/usr/lib/systemd/system/a.service': 'unit',
      '/usr/bin/host': 'program of the machine',
    },
    {
      '/r/bin': 'usr/bin',
      '/r/usr/bin/awk': '/etc/alternatives/awk',
      '/r/etc/alternatives/awk': '/usr/bin/mawk',
      '/r/etc/systemd/system/b.service': '/usr/lib/systemd/system/a.service',
      '/r/usr/bin/host': '/usr/bin/host',
      '/r/usr/bin/out': '../../../../usr/bin/mawk',
      '/r/loop': 'loop',
    },
  ),
  '/r',
);

it.each([
  ['/r/usr/bin/mawk', '/r/usr/bin/mawk'],
  ['/r/bin/mawk', '/r/usr/bin/mawk'],
  ['/r/bin/awk', '/r/usr/bin/mawk'],
  ['/r/etc/systemd/system/b.service', '/r/usr/lib/systemd/system/a.service'],
  ['/r/usr/bin/out', '/r/usr/bin/mawk'],
  ['/r/usr/bin/./../bin/mawk', '/r/usr/bin/mawk'],
])('%s is %s', (path, real) => {
  expect(DISK.real(path)).toBe(real);
  expect(DISK.kind(path)).toBe('file');
  expect(DISK.read(path)).toBeInstanceOf(Uint8Array);
});

it.each(['/r/usr/bin/host', '/r/loop', '/r/nothing', '/r/usr/bin/nothing'])('%s is nothing', (path) => {
  expect(DISK.kind(path)).toBeUndefined();
  expect(DISK.real(path)).toBeUndefined();
  expect(DISK.read(path)).toBe('unreadable');
});

it('a link is seen as it is written, through links to its folder', () => {
  expect(DISK.link('/r/bin/awk')).toBe('/etc/alternatives/awk');
  expect(DISK.list('/r/bin')?.map(({ name }) => name)).toEqual(['mawk', 'awk', 'host', 'out']);
});

it('what is not below the root is as it was', () => {
  expect(DISK.kind('/usr/bin/host')).toBe('file');
  expect(DISK.kind('/root')).toBeUndefined();
});
