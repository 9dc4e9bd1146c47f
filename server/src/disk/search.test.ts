import { expect, it } from 'vitest';
import type { Disk } from './disk.ts';
import { diskInMemory } from './disk-for-tests.ts';
import { findUnitFiles } from './search.ts';

/** A disk with these files, and links by where they lead. */
function diskOf(files: readonly string[], links: Readonly<Record<string, string>> = {}): Disk {
  return diskInMemory(Object.fromEntries(files.map((file) => [file, ''])), links);
}

const found = (disk: Disk, folder: string, deep = true): string[] =>
  Array.from(findUnitFiles(disk, folder, { deep }), ({ path, isLink }) => (isLink ? `${path} ->` : path));

it('finds units and drop-ins in the order of their names, and passes by what holds none of its own', () => {
  const disk = diskOf([
    '/w/b.service',
    '/w/a/z.socket',
    '/w/a.service.d/x.conf',
    '/w/notes.txt',
    '/w/.git/c.service',
    '/w/multi-user.target.wants/b.service',
  ]);
  expect(found(disk, '/w')).toEqual(['/w/a/z.socket', '/w/a.service.d/x.conf', '/w/b.service']);
  expect(found(disk, '/w', false)).toEqual(['/w/a.service.d/x.conf', '/w/b.service']);
  expect(found(disk, '/nowhere')).toEqual([]);
});

it('enters a folder once, however many links lead to it, and tells links from files', () => {
  const files = ['/w/one/a.service', '/elsewhere/b.service'];
  const links = { '/w/again': '/w/one', '/w/up': '/w', '/w/z': '/elsewhere', '/w/c.service': '/dev/null' };
  expect(found(diskOf(files, links), '/w')).toEqual(['/w/again/a.service', '/w/c.service ->', '/w/z/b.service']);
  // The folder itself may be a link, and a real path may be met again below it.
  expect(found(diskOf(files, { '/l': '/w', '/w/one/loop': '/w' }), '/l')).toEqual(['/l/one/a.service']);
});

it('goes as deep as there are folders', () => {
  const deep = Array.from({ length: 3000 }, () => 'x').join('/');
  expect(found(diskOf([`/w/${deep}/a.service`]), '/w')).toEqual([`/w/${deep}/a.service`]);
});
