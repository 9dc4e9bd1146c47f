import { posix } from 'node:path';
import type { Entry } from '../../target.ts';

/** A file system in memory. Paths are absolute; an operation that fails gives the error code that Linux would. */
export interface MemoryFiles {
  /** What is at a path, its last link not followed. */
  read(path: string): Entry;
  /** Makes missing folders and the entry; undefined where that worked. */
  write(path: string, entry: Entry): string | undefined;
  makeFolder(path: string): void;
  removeFolder(path: string): void;
  /** The path with every link followed; undefined where nothing is there. */
  resolve(path: string): string | undefined;
  /** The names in a folder, sorted. */
  list(folder: string): readonly string[];
  /** Whether there is no room for anything more. */
  full: boolean;
  /** Every path with what is there, sorted: `undefined` for a folder. */
  all(): readonly (readonly [path: string, entry: Entry | undefined])[];
}

type Node = Exclude<Entry, { kind: 'absent' }> | 'folder';

/** Files written without an owner or a time get that of this account, and a time that grows with every write. */
const OWNER = { uid: 1000, gid: 1000 };

export function createMemoryFiles(): MemoryFiles {
  /** By canonical path. */
  const nodes = new Map<string, Node>([['/', 'folder']]);
  let clock = 1_000_000;

  const follow = (path: string, hops = 0): string | undefined => {
    const here = nodes.get(path);
    if (here === 'folder' || (here !== undefined && here.kind !== 'link')) return path;
    const folder = follow(posix.dirname(path), hops);
    if (folder === undefined || hops > 40) return undefined;
    const real = within(folder, path);
    const node = nodes.get(real);
    if (node === undefined) return undefined;
    if (node === 'folder' || node.kind !== 'link') return real;
    return follow(posix.resolve(folder, node.to), hops + 1);
  };
  const placeOf = (path: string): string | undefined => {
    const folder = follow(posix.dirname(path));
    return folder !== undefined && nodes.get(folder) === 'folder' ? within(folder, path) : undefined;
  };
  const makeFolder = (path: string): string | undefined => {
    const there = follow(path);
    if (there !== undefined) return nodes.get(there) === 'folder' ? undefined : 'ENOTDIR';
    const failed = makeFolder(posix.dirname(path));
    const place = placeOf(path);
    if (failed !== undefined || place === undefined) return failed ?? 'ENOTDIR';
    if (nodes.has(place)) return 'EEXIST';
    nodes.set(place, 'folder');
    return undefined;
  };
  const list = (folder: string): string[] => {
    const real = follow(folder);
    const inside = [...nodes.keys()].filter((path) => path !== '/' && posix.dirname(path) === real);
    return inside.map((path) => posix.basename(path)).toSorted();
  };

  const files: MemoryFiles = {
    full: false,
    read: (path) => {
      const place = path === '/' ? '/' : placeOf(path);
      const node = place === undefined ? undefined : nodes.get(place);
      return node === undefined ? { kind: 'absent' } : node === 'folder' ? { kind: 'other' } : node;
    },
    write: (path, entry) => {
      if (entry.kind === 'absent') {
        const place = placeOf(path);
        if (place !== undefined && nodes.get(place) === 'folder') return 'EISDIR';
        if (place !== undefined) nodes.delete(place);
        return undefined;
      }
      const failed = makeFolder(posix.dirname(path));
      const place = placeOf(path);
      if (failed !== undefined || place === undefined) return failed ?? 'ENOTDIR';
      if (nodes.get(place) === 'folder') return 'EISDIR';
      if (files.full) return 'ENOSPC';
      clock += 1;
      const times = entry.kind === 'file' ? { owner: entry.owner ?? OWNER, modified: entry.modified ?? clock } : {};
      nodes.set(place, { ...entry, ...times });
      return undefined;
    },
    makeFolder,
    removeFolder: (path) => {
      const place = placeOf(path);
      if (place !== undefined && nodes.get(place) === 'folder' && list(path).length === 0) nodes.delete(place);
    },
    resolve: (path) => follow(path),
    list,
    all: () =>
      [...nodes]
        .map(([path, node]) => [path, node === 'folder' ? undefined : node] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  };
  return files;
}

/** A path of the same name in another folder. */
function within(folder: string, path: string): string {
  const name = posix.basename(path);
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}
