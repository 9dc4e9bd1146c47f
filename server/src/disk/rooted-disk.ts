import { append } from '../core/text/append.ts';
import type { Disk } from './disk.ts';

/**
 * A disk on which links below a folder are followed as they are for a system whose root the folder is: an absolute link leads to a path
 * below it, and none leads out of it. Paths stay those of this machine. All other paths are as on the disk itself.
 *
 * @param root Absolute, without a slash at its end; empty for the root of this machine.
 */
export function rootedDisk(disk: Disk, root: string): Disk {
  if (root === '') return disk;
  const folders = new Map<string, string>();

  /** Where a path leads; a loop of links leads to its first one. */
  function follow(path: string): string {
    if (!path.startsWith(`${root}/`)) return path;
    const open = path.slice(root.length).split('/').reverse();
    let at = root;
    for (let links = 0; open.length > 0; ) {
      const name = open.pop()!;
      if (name === '' || name === '.') continue;
      if (name === '..') {
        if (at !== root) at = at.slice(0, at.lastIndexOf('/'));
        continue;
      }
      const next = `${at}/${name}`;
      const target = links < MOST_LINKS ? disk.link(next) : undefined;
      if (target === undefined) {
        at = next;
        continue;
      }
      links++;
      if (target.startsWith('/')) at = root;
      append(open, target.split('/').reverse());
    }
    return at;
  }

  /** As {@link follow}, but for the last part of the path, which may be a link to be looked at. */
  function inFolder(path: string): string {
    const end = path.lastIndexOf('/');
    const folder = path.slice(0, end);
    let known = folders.get(folder);
    if (known === undefined) {
      known = follow(folder);
      folders.set(folder, known);
    }
    return known + path.slice(end);
  }

  const wholly = (path: string) => {
    const there = inFolder(path);
    return disk.link(there) === undefined ? there : follow(there);
  };
  return {
    read: (path) => disk.read(wholly(path)),
    list: (path) => disk.list(wholly(path)),
    link: (path) => disk.link(inFolder(path)),
    real(path) {
      const there = wholly(path);
      return disk.kind(there) === undefined ? undefined : there.startsWith(`${root}/`) ? there : disk.real(there);
    },
    kind: (path) => disk.kind(wholly(path)),
  };
}

/** As many links are followed in one path as Linux does (path_resolution(7)). */
const MOST_LINKS = 40;
