import type { Host } from '../core/workspace/host.ts';
import { createPathSets } from '../core/workspace/path-sets.ts';
import { folderOf } from '../core/workspace/paths.ts';
import type { Disk } from '../disk/disk.ts';
import { type Found, findUnitFiles, readUnitFile } from '../disk/search.ts';
import type { Runtime } from './runtime.ts';
import { stackOf } from './stack-of.ts';

/**
 * Reads the disk into the host: first what an open document needs, the rest in the background. Nothing here throws: what fails by a
 * fault of ours is left out and logged, so that it costs neither the other files nor what the caller does next.
 */
export interface WorkspaceFiles {
  /** Reads what an open document's diagnostics depend on: its neighbours and the machine's own units. */
  readAround(path: string): void;
  /** A document was closed. Its neighbours are let go, unless they are of the workspace, the load path or another open document. */
  closed(path: string): void;
  /** Reads the workspace's folders, a few files at a time. Ends with `done` when something was found that was not known before. */
  readFolders(folders: readonly string[], done: () => void): void;
  /** A file was made, changed or deleted outside the editor. */
  reread(path: string): void;
  /** Forgets which directories were read, after the load path has changed. */
  forget(): void;
}

/** @param log Takes what is told of a file that is left out because of a fault of ours. */
export function createWorkspaceFiles(host: Host, runtime: Runtime, log: (text: string) => void): WorkspaceFiles {
  const { disk } = runtime;
  const folders = new Set<string>();
  /** The files that were read, and the open documents, by the folder of their units. */
  const known = createPathSets();
  const open = createPathSets();
  let roots: readonly string[] = [];

  /** @returns whether the file was not known. */
  function load({ path, isLink }: Found): boolean {
    if (!disk || known.includes(homeOf(path), path)) return false;
    known.add(homeOf(path), path);
    try {
      const change = readUnitFile(disk, path, isLink);
      if (typeof change === 'string') return false;
      host.apply([change]);
      return true;
    } catch (error) {
      // In the background nobody else would take it, and the server would end.
      log(`Reading ${path} failed: ${stackOf(error)}`);
      return false;
    }
  }

  function readFolder(folder: string): void {
    if (!disk || folders.has(folder)) return;
    folders.add(folder);
    for (const found of search(disk, folder, { deep: false })) load(found);
  }

  function isNeeded(home: string): boolean {
    if (open.has(home) || host.snapshot().settings.loadPath.includes(home)) return true;
    return roots.some((root) => `${home}/`.startsWith(root.endsWith('/') ? root : `${root}/`));
  }

  function release(home: string): void {
    if (isNeeded(home)) return;
    folders.delete(home);
    const paths = [...known.get(home)];
    for (const path of paths) known.delete(home, path);
    host.apply(paths.map((path) => ({ path, layer: 'disk', text: undefined })));
  }

  /** The unit files of a folder, or those up to where a fault of ours ends the search. */
  function* search(on: Disk, folder: string, options?: Parameters<typeof findUnitFiles>[2]): Iterable<Found> {
    try {
      yield* findUnitFiles(on, folder, options);
    } catch (error) {
      log(`Searching ${folder} failed: ${stackOf(error)}`);
    }
  }

  return {
    readAround(path) {
      const home = homeOf(path);
      open.add(home, path);
      readFolder(home);
      for (const one of host.snapshot().settings.loadPath) readFolder(one);
    },
    closed(path) {
      const home = homeOf(path);
      open.delete(home, path);
      release(home);
    },
    readFolders(wanted, done) {
      if (!disk) return;
      roots = wanted;
      for (const home of [...known.words()]) release(home);
      const paths = (function* () {
        for (const root of roots) yield* search(disk, root);
      })();
      let news = false;
      const some = (): void => {
        for (let count = 0; count < BATCH; count++) {
          const next = paths.next();
          if (next.done) {
            if (news) done();
            return;
          }
          if (load(next.value)) news = true;
        }
        setTimeout(some, 0);
      };
      some();
    },
    reread(path) {
      if (!disk) return;
      const home = homeOf(path);
      known.add(home, path);
      try {
        const change = readUnitFile(disk, path);
        if (typeof change === 'string') known.delete(home, path);
        host.apply([typeof change === 'string' ? { path, layer: 'disk', text: undefined } : change]);
      } catch (error) {
        log(`Reading ${path} failed: ${stackOf(error)}`);
      }
    },
    forget() {
      folders.clear();
      for (const home of [...known.words()]) release(home);
    },
  };
}

/** The folder of the unit that a file is of. */
function homeOf(path: string): string {
  const folder = folderOf(path);
  return folder.endsWith('.d') ? folderOf(folder) : folder;
}

/** Files read in one go, between which the server answers: about a millisecond's worth. */
const BATCH = 25;
