import { parseUnitName, templateOf, unitNameKind } from '../values/unit-name.ts';
import { distance, folderOf } from './paths.ts';
import type { Snapshot } from './snapshot.ts';
import type { UnitFile } from './unit-file.ts';

/**
 * The fragment that systemd would load for a name: the file of exactly that name, else for an instance its template's (src/core/load-fragment.c).
 *
 * @param near The path of the file that asks: its own folder comes first, as a workspace can hold several machines' units.
 */
export function findFragment(snapshot: Snapshot, name: string, near: string): UnitFile | undefined {
  const exact = best(snapshot, snapshot.named(name), near);
  if (exact) return exact;
  const parsed = parseUnitName(name);
  if (!parsed || unitNameKind(parsed) !== 'instance') return undefined;
  return best(snapshot, snapshot.named(templateOf(parsed)), near);
}

/** The file that wins among several of one name: the asking file's folder, then the nearest in the workspace, then the load path in its order. */
function best(snapshot: Snapshot, candidates: readonly UnitFile[], near: string): UnitFile | undefined {
  let winner: UnitFile | undefined;
  for (const candidate of candidates) {
    if (candidate.kind.kind !== 'fragment') continue;
    if (!winner || compare(snapshot, candidate.path, winner.path, near) < 0) winner = candidate;
  }
  return winner;
}

/** Orders two paths by which systemd, or a person in this folder, would take first. */
export function compare(snapshot: Snapshot, a: string, b: string, near: string): number {
  const nearInPath = loadPathRank(snapshot, near) < snapshot.settings.loadPath.length;
  const rankA = loadPathRank(snapshot, a);
  const rankB = loadPathRank(snapshot, b);
  if (nearInPath) return rankA - rankB || a.localeCompare(b);
  const workspaceA = rankA === snapshot.settings.loadPath.length;
  const workspaceB = rankB === snapshot.settings.loadPath.length;
  if (workspaceA !== workspaceB) return workspaceA ? -1 : 1;
  if (!workspaceA) return rankA - rankB || a.localeCompare(b);
  return distance(a, near) - distance(b, near) || a.localeCompare(b);
}

/** The index of the load path directory that holds a file, counting drop-in folders as part of it; the path's length for none. */
export function loadPathRank(snapshot: Snapshot, path: string): number {
  const folder = folderOf(path);
  const unitFolder = /\.(d|wants|requires|upholds)$/.test(folder) ? folderOf(folder) : folder;
  const index = snapshot.settings.loadPath.indexOf(unitFolder);
  return index < 0 ? snapshot.settings.loadPath.length : index;
}
