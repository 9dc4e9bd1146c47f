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

/** What {@link machineOf} gives for the files of the load path that a file's machine has. */
export function installedMachineOf(path: string, settings: Settings): string {
  return `${managerOf(path, settings)} `;
}

/** Whether a file of the machine of another mentions a word, where the words of a mention begin with the machine that a file is meant for. */
export function isMentionedNear(snapshot: Snapshot, mention: Mention, word: string, near: string | undefined): boolean {
  if (near === undefined) return false;
  const { settings } = snapshot;
  return [machineOf(near, settings), installedMachineOf(near, settings)].some(
    (machine) => snapshot.mentioning(mention, `${machine} ${word}`).length > 0,
  );
}
