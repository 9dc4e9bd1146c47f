import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A systemd source tree that facts are read from. */
export interface SourceTree {
  readonly root: string;
  /** The major version: 257 for 257.13. */
  readonly version: number;
}

/** Opens a tree and finds its version, in meson.version or in meson.build. Throws where it is no systemd source tree. */
export function openTree(folder: string): SourceTree {
  const root = resolve(folder);
  const text = existsSync(join(root, 'meson.version'))
    ? readFileSync(join(root, 'meson.version'), 'utf8')
    : readFileSync(join(root, 'meson.build'), 'utf8').replace(/^[\s\S]*?version\s*:\s*'/, '');
  const version = Number.parseInt(text, 10);
  if (!Number.isInteger(version)) throw new Error(`${folder}: no systemd version in meson.version or meson.build`);
  return { root, version };
}

export function readSource(tree: SourceTree, path: string): string {
  return readFileSync(join(tree.root, path), 'utf8');
}

/** The first of the paths that the tree has, for files that moved; undefined where it has none. */
export function readFirst(tree: SourceTree, paths: readonly string[]): string | undefined {
  const path = paths.find((candidate) => existsSync(join(tree.root, candidate)));
  return path === undefined ? undefined : readSource(tree, path);
}

/** The C files right inside the folders, in the folders' order and by name. */
export function cFiles(tree: SourceTree, folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(tree.root, folder))
      .filter((name) => name.endsWith('.c'))
      .sort()
      .map((name) => `${folder}/${name}`),
  );
}
