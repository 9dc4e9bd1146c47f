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
  const folders = new Map<string, string | undefined>();

  /** Where a path leads; undefined for a loop of links, which this machine would follow in its own root. */
  function follow(path: string): string | undefined {
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
      const target = disk.link(next);
      if (target === undefined) {
        at = next;
        continue;
      }
      if (++links > MOST_LINKS) return undefined;
      if (target.startsWith('/')) at = root;
      append(open, target.split('/').reverse());
    }
    return at;
  }

  /** As {@link follow}, but for the last part of the path, which may be a link to be looked at. */
  function inFolder(path: string): string | undefined {
    const end = path.lastIndexOf('/');
    const folder = path.slice(0, end);
    if (!folders.has(folder)) folders.set(folder, follow(folder));
    const there = folders.get(folder);
    return there === undefined ? undefined : there + path.slice(end);
  }

  function wholly(path: string): string | undefined {
    const there = inFolder(path);
    return there === undefined || disk.link(there) === undefined ? there : follow(there);
  }

  /** Asks the disk about where a path leads. */
  function at<T, E>(there: string | undefined, ask: (path: string) => T, nothing: E): T | E {
    return there === undefined ? nothing : ask(there);
  }

  return {
    read: (path) => at(wholly(path), disk.read, 'unreadable'),
    list: (path) => at(wholly(path), disk.list, undefined),
    link: (path) => at(inFolder(path), disk.link, undefined),
    real: (path) =>
      at(
        wholly(path),
        (there) => {
          if (!there.startsWith(`${root}/`)) return disk.real(there);
          return disk.kind(there) === undefined ? undefined : there;
        },
        undefined,
      ),
    kind: (path) => at(wholly(path), disk.kind, undefined),
  };
}

/** As many links are followed in one path as Linux does (path_resolution(7)). */
const MOST_LINKS = 40;
