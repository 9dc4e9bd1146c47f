import { loadPathRank } from './load-path.ts';
import { folderOf } from './paths.ts';
import { managerOf } from './settings.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Whether two unit files are meant for one manager of one machine, so that they can get in each other's way: those of one folder, or
 * both of the load path. Other folders of a workspace may hold the units of other machines.
 */
export function onOneMachine(snapshot: Snapshot, a: string, b: string): boolean {
  if (managerOf(a, snapshot.settings) !== managerOf(b, snapshot.settings)) return false;
  if (folderOf(a) === folderOf(b)) return true;
  const outside = snapshot.settings.loadPath.length;
  return loadPathRank(snapshot, a) < outside && loadPathRank(snapshot, b) < outside;
}
