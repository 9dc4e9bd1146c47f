import { atOnce } from './at-once.ts';
import type { Files } from './files.ts';
import { AT_ONCE, type Limits } from './limits.ts';
import { isPassedBy, isSentPath } from './unit-documents.ts';

/** The unit files of a folder. */
export interface Found {
  readonly files: ReadonlySet<string>;
  /** Whether these are all. */
  readonly all: boolean;
}

/**
 * Finds the unit files below a folder, with the editor's search where there is one, else by walking through it.
 *
 * A search gives regular files only. A link to /dev/null, which masks a unit, is none, so the folders in which something was found are
 * looked through as well.
 */
export async function findUnitFiles(files: Files, folder: string, limits: Limits): Promise<Found> {
  const searched = await files.find(folder, limits.files + 1);
  if (searched === undefined) return walk(files, folder, limits);
  const found = new Set(searched.filter(isOurs(folder)));
  const all = searched.length <= limits.files;
  const folders = new Set([...found].map((file) => file.slice(0, file.lastIndexOf('/'))));
  await atOnce(AT_ONCE, folders, async (one) => {
    for (const file of await unitFilesIn(files, one)) found.add(file);
  });
  return { files: found, all };
}

/** Finds the unit files that lie beside each other in a folder, and their drop-ins; undefined where the folder cannot be read. */
export async function findNeighbours(files: Files, folder: string): Promise<ReadonlySet<string> | undefined> {
  const entries = await files.list(folder);
  if (entries === undefined) return undefined;
  const found = new Set(await unitFilesIn(files, folder));
  for (const { uri, isFolder } of entries) {
    if (isFolder && uri.endsWith('.d')) for (const file of await unitFilesIn(files, uri)) found.add(file);
  }
  return found;
}

/** Walks through a folder level by level. Links to folders are left alone: they may lead in circles, and mostly to what is seen anyway. */
async function walk(files: Files, folder: string, limits: Limits): Promise<Found> {
  const found = new Set<string>();
  if ((await files.list(folder)) === undefined) return { files: found, all: false };
  let level = [folder];
  let folders = 0;
  while (level.length > 0) {
    folders += level.length;
    if (folders > limits.folders || found.size > limits.files) return { files: found, all: false };
    const below: string[] = [];
    await atOnce(AT_ONCE, level, async (one) => {
      for (const { uri, isFolder, isLink } of (await files.list(one)) ?? []) {
        if (!isFolder && isSentPath(uri)) found.add(uri);
        else if (isFolder && !isLink && !isPassedBy(`${uri.slice(folder.length)}/`)) below.push(uri);
      }
    });
    level = below;
  }
  return { files: found, all: true };
}

async function unitFilesIn(files: Files, folder: string): Promise<string[]> {
  const entries = (await files.list(folder)) ?? [];
  return entries.flatMap(({ uri, isFolder }) => (!isFolder && isSentPath(uri) ? uri : []));
}

/** Whether a file is a unit file below the folder, and in none below that one that holds no units of its own. */
function isOurs(folder: string): (uri: string) => boolean {
  return (uri) => isSentPath(uri) && !isPassedBy(uri.slice(folder.length));
}
