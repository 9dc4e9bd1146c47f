import type { Host } from '../core/workspace/host.ts';
import { isQuadlet } from '../core/workspace/makers.ts';
import { createPathSets } from '../core/workspace/path-sets.ts';
import { folderOf } from '../core/workspace/paths.ts';
import { classifyPath } from '../core/workspace/unit-path.ts';
import type { Disk } from '../disk/disk.ts';
import { type Found, findUnitFiles, readUnitFile, type SearchOptions } from '../disk/search.ts';
import { PASSED_BY } from '../protocol/unit-paths.ts';
import type { Runtime } from './runtime.ts';
import { stackOf } from './stack-of.ts';
import { isInWorkspace } from './workspace-scope.ts';

/**
 * Reads the disk into the host: first what an open document needs, the rest in the background. Nothing here throws: what fails by a
 * fault of ours is left out and logged, so that it costs neither the other files nor what the caller does next.
 */
export interface WorkspaceFiles {
  /** Reads what an open document's diagnostics depend on: its neighbours and the machine's own units. */
  readAround(path: string): void;
  /** A document was closed. Its neighbours are let go, unless they are of the workspace, the load path or another open document. */
  closed(path: string): void;
  /** Reads the workspace's folders, a few files at a time. Ends with `done`, and whether something was found that was not known before. */
  readFolders(folders: readonly string[], done: (hasNews: boolean) => void): void;
  /**
   * Files or folders were made, changed or deleted outside the editor.
   *
   * @returns whether that may concern a unit.
   */
  reread(paths: readonly string[]): boolean;
  /** Forgets what is of no use any more, after the load path has changed. */
  forget(): void;
}

/** @param log Takes what is told of a file that is left out because of a fault of ours. */
export function createWorkspaceFiles(host: Host, runtime: Runtime, log: (text: string) => void): WorkspaceFiles {
  const { disk } = runtime;
  /** The files that were read, and the open documents, by the folder of their units. */
  const known = createPathSets();
  const open = createPathSets();
  let roots: readonly string[] = [];
  const isKnown = (path: string): boolean => known.includes(homeOf(path), path);
  const suffixes = (): readonly string[] | undefined => host.snapshot().settings.sourceSuffixes;

  /** @returns whether the file was not known. */
  function load({ path, isLink }: Found): boolean {
    if (!disk || isKnown(path)) return false;
    try {
      const change = readUnitFile(disk, path, isLink);
      if (typeof change === 'string') return false;
      known.add(homeOf(path), path);
      host.apply([change]);
      return true;
    } catch (error) {
      // In the background nobody else would take it, and the server would end.
      log(`Reading ${path} failed: ${stackOf(error)}`);
      return false;
    }
  }

  function drop(path: string): void {
    known.delete(homeOf(path), path);
    host.apply([{ path, layer: 'disk', text: undefined }]);
  }

  /** Reads what is new in a folder, and leaves out what is there no longer. */
  function readFolder(folder: string): void {
    if (!disk) return;
    const found = new Set<string>();
    let all = true;
    const unlisted = (one: string): void => {
      if (disk.kind(one) !== undefined) all = false;
    };
    for (const one of search(disk, folder, { deep: false, unlisted })) {
      found.add(one.path);
      load(one);
    }
    if (all) for (const path of [...known.get(folder)]) if (!found.has(path)) drop(path);
  }

  /** Drops what lay in folders that are gone. One pass for all of them. */
  function dropBelow(gone: ReadonlySet<string>): boolean {
    let any = false;
    for (const home of gone.size > 0 ? [...known.words()] : []) {
      for (const path of [...known.get(home)]) {
        if (!isBelow(path, gone)) continue;
        drop(path);
        any = true;
      }
    }
    return any;
  }

  /** What is at a path; `unknown` where a fault of ours keeps it from being told. */
  function kindOf(path: string): ReturnType<Disk['kind']> | 'unknown' {
    try {
      return disk!.kind(path);
    } catch (error) {
      log(`Reading ${path} failed: ${stackOf(error)}`);
      return 'unknown';
    }
  }

  /** @returns whether the file is or was one of ours. */
  function rereadFile(path: string): boolean {
    try {
      const change = readUnitFile(disk!, path);
      const was = isKnown(path);
      if (typeof change === 'string') {
        drop(path);
        return was;
      }
      known.add(homeOf(path), path);
      host.apply([change]);
      return true;
    } catch (error) {
      log(`Reading ${path} failed: ${stackOf(error)}`);
      return true;
    }
  }

  function isNeeded(home: string): boolean {
    if (open.has(home) || host.snapshot().settings.loadPath.includes(home)) return true;
    return isInWorkspace(`${home}/`, roots);
  }

  /** The unit files of a folder of the workspace: where one is made with its files, mostly it is all that is told. */
  function* inNewFolder(path: string): Iterable<Found> {
    if (isNeeded(path) && !path.split('/').some((name) => PASSED_BY.test(name))) yield* search(disk!, path);
  }

  function release(home: string): void {
    if (isNeeded(home)) return;
    const paths = [...known.get(home)];
    for (const path of paths) known.delete(home, path);
    host.apply(paths.map((path) => ({ path, layer: 'disk', text: undefined })));
  }

  /** The unit files of a folder, or those up to where a fault of ours ends the search. */
  function* search(on: Disk, folder: string, options?: SearchOptions): Iterable<Found> {
    try {
      yield* findUnitFiles(on, folder, { ...options, suffixes: suffixes() });
    } catch (error) {
      log(`Searching ${folder} failed: ${stackOf(error)}`);
    }
  }

  return {
    readAround(path) {
      const home = homeOf(path);
      open.add(home, path);
      // Once for all documents of a folder that are open: each would have the whole folder read again.
      if (!hasOther(open.get(home), path)) readFolder(home);
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
            done(news);
            return;
          }
          if (load(next.value)) news = true;
        }
        setTimeout(some, 0);
      };
      some();
    },
    reread(paths) {
      if (!disk) return false;
      const gone = new Set<string>();
      let any = false;
      for (const path of paths) {
        if (classifyPath(path, suffixes()) || isQuadlet(path)) {
          if (rereadFile(path)) any = true;
          continue;
        }
        const kind = kindOf(path);
        if (kind === undefined) gone.add(path);
        if (kind === 'folder') for (const found of inNewFolder(path)) if (load(found)) any = true;
      }
      return dropBelow(gone) || any;
    },
    forget() {
      for (const home of [...known.words()]) release(home);
    },
  };
}

/** The folder of the unit that a file is of. */
function homeOf(path: string): string {
  const folder = folderOf(path);
  return folder.endsWith('.d') ? folderOf(folder) : folder;
}

function hasOther(paths: Iterable<string>, path: string): boolean {
  for (const one of paths) if (one !== path) return true;
  return false;
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) if (folders.has(folder)) return true;
  return false;
}

/** Files read in one go, between which the server answers: about a millisecond's worth. */
const BATCH = 25;
