import { isInLoadPath } from './load-path.ts';
import type { Mention } from './mentions.ts';
import { folderOf } from './paths.ts';
import { managerOf, type Settings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';

/** Whether a file is one that a package installs (man systemd.unit, "Unit File Load Path"), which its users do not edit. */
export function isOfDistribution(path: string): boolean {
  return path.includes('/lib/systemd/');
}

/**
 * Tells which unit files are meant for one manager of one machine, so that they can conflict: those of one folder, and all
 * of the load path. Other folders of a workspace may hold the units of other machines. A drop-in is of the folder that holds its own.
 *
 * @returns a word that is the same for such files, and no other's.
 */
export function machineOf(path: string, settings: Settings): string {
  const folder = folderOf(path);
  const place = isInLoadPath({ settings }, path) ? '' : folder.endsWith('.d') ? folderOf(folder) : folder;
  return `${managerOf(path, settings)} ${place}`;
}

/** What {@link machineOf} gives for the files that are on a file's machine: its own folder's, and those of the load path. */
export function machinesOf(path: string, settings: Settings): readonly string[] {
  return [...new Set([machineOf(path, settings), `${managerOf(path, settings)} `])];
}

/** The files on the machine of another that mention a word, where the words of a mention begin with the machine that a file is for. */
export function mentioningNear(snapshot: Snapshot, mention: Mention, word: string, near: string): readonly string[] {
  return machinesOf(near, snapshot.settings).flatMap((machine) => snapshot.mentioning(mention, `${machine} ${word}`));
}
