import type { DiskFile, DiskFilesParams } from '../../../server/src/protocol/disk-files.ts';
import { atOnce } from './at-once.ts';
import type { Files } from './files.ts';
import { findNeighbours, findUnitFiles } from './find-unit-files.ts';
import { AT_ONCE, LIMITS } from './limits.ts';
import { readUnitFile } from './read-unit-file.ts';
import { isPassedBy, isSentPath } from './unit-documents.ts';

/** Sends a server without a disk the unit files of the client's file systems. Files and folders are URIs. */
export interface Giver {
  /** The server was started or restarted. Nothing is sent before the first call. */
  begin(): void;
  /** The folders of the workspace, or their contents, have changed. */
  look(): void;
  /** A file or folder was made. */
  created(uri: string): void;
  changed(uri: string): void;
  /** A file or folder is gone. */
  deleted(uri: string): void;
  /** A unit file was opened: where it lies outside the workspace, its neighbours are given too. */
  opened(uri: string): void;
}

/**
 * Finds, reads and gives in rounds, one after the other. What happens during a round is for the next one. A round is given as a whole,
 * so that the server never sees half of a folder, or a file that was moved in neither place.
 *
 * @param folders The folders of the workspace, without a slash at the end.
 */
export function createGiver(
  files: Files,
  folders: () => readonly string[],
  give: (params: DiskFilesParams) => Promise<void>,
  limits = LIMITS,
): Giver {
  /** What the server has, and how large it is. */
  const given = new Map<string, number>();
  /** What it should have, but is too large or cannot be read. */
  const missing = new Set<string>();
  const stale = new Set<string>();
  /** Folders outside the workspace in which units are open. */
  const beside = new Set<string>();
  let whole: readonly string[] = [];
  let mustFind = false;
  let mustBegin = false;
  let begun = false;
  let running = false;

  const known = () => [...given.keys(), ...missing];
  const isInWorkspace = (uri: string) =>
    folders().some((folder) => uri.startsWith(`${folder}/`) && !isPassedBy(uri.slice(folder.length)));

  async function run(): Promise<void> {
    if (!begun || running) return;
    running = true;
    while (mustBegin || mustFind || stale.size > 0) {
      // Changes arrive one by one: a moved file is deleted and then created.
      if (!mustBegin) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      if (mustBegin) {
        mustBegin = false;
        mustFind = true;
        given.clear();
        missing.clear();
      }
      const params = await round();
      // A server that has stopped gets everything when it is started again.
      if (!mustBegin) await give(params).catch(() => undefined);
    }
    running = false;
  }

  async function round(): Promise<DiskFilesParams> {
    const wanted = new Set(stale);
    stale.clear();
    if (mustFind) {
      mustFind = false;
      const found = await find();
      for (const uri of known()) if (!found.has(uri)) wanted.add(uri);
      for (const uri of found) if (!given.has(uri)) wanted.add(uri);
    }
    const news: DiskFile[] = [];
    let size = [...given.values()].reduce((sum, one) => sum + one, 0);
    await atOnce(AT_ONCE, wanted, async (uri) => {
      const file = await readUnitFile(files, uri, limits.size);
      const before = given.get(uri) ?? 0;
      const after = file?.content?.length ?? 0;
      given.delete(uri);
      missing.delete(uri);
      const fits = file !== undefined && size - before + after <= limits.whole;
      size += (fits ? after : 0) - before;
      if (!fits) missing.add(uri);
      else if (file.content !== null) given.set(uri, after);
      news.push(fits ? file : { uri, content: null, link: false });
    });
    return { files: news, whole: missing.size === 0 ? whole : [] };
  }

  async function find(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    const seen: string[] = [];
    let all = true;
    for (const folder of folders()) {
      const below = await findUnitFiles(files, folder, limits);
      for (const file of below.files) found.add(file);
      seen.push(folder);
      all &&= below.all;
    }
    for (const folder of beside) {
      const near = await findNeighbours(files, folder);
      for (const file of near ?? []) found.add(file);
      if (near) seen.push(folder);
    }
    // A unit can depend on one in another folder. One that was not saved yet has no folder and is as well known as the rest.
    whole = all ? [...seen, 'untitled:'] : [];
    return found;
  }

  function look(): void {
    mustFind = true;
    void run();
  }

  function changed(uri: string): void {
    if (!isSentPath(uri) || !(given.has(uri) || missing.has(uri) || isInWorkspace(uri))) return;
    stale.add(uri);
    void run();
  }

  return {
    begin() {
      begun = true;
      mustBegin = true;
      void run();
    },
    look,
    created(uri) {
      if (isSentPath(uri)) changed(uri);
      // It may be a folder with files for which no events come.
      else if (isInWorkspace(uri)) look();
    },
    changed,
    deleted(uri) {
      const gone = known().filter((one) => one === uri || one.startsWith(`${uri}/`));
      for (const one of gone) stale.add(one);
      if (gone.length > 0) void run();
    },
    opened(uri) {
      const folder = uri.slice(0, uri.lastIndexOf('/'));
      const main = folder.endsWith('.d') ? folder.slice(0, folder.lastIndexOf('/')) : folder;
      if (uri.startsWith('untitled:') || isInWorkspace(uri) || beside.has(main)) return;
      beside.add(main);
      look();
    },
  };
}

/** How long changes are collected before they are processed. */
const GATHER_MS = 100;
