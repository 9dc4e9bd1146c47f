import { withType } from '../values/unit-name.ts';
import { type EffectiveUnit, unitOf } from '../workspace/effective-unit.ts';
import { findPath, isInLoadPath } from '../workspace/load-path.ts';
import { folderOf } from '../workspace/paths.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { serviceOf } from '../workspace/sockets.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** The files that make up a unit, by path, and what else is needed to have it checked. */
export interface UnitFiles {
  readonly unit: string;
  readonly manager: 'system' | 'user';
  /** Undefined where only drop-ins are known. */
  readonly fragment: string | undefined;
  readonly dropIns: readonly string[];
  /** The folders of the workspace where the units are that it names, its own aside. */
  readonly folders: readonly string[];
}

/** What the unit of a file is made of, for a program that reads the files itself; undefined for what belongs to no one unit. */
export function unitFiles(snapshot: Snapshot, file: UnitFile): UnitFiles | undefined {
  const unit = unitOf(snapshot, file);
  if (!unit) return undefined;
  return {
    unit: unit.name.full,
    manager: unit.manager,
    fragment: unit.fragment?.path,
    dropIns: unit.dropIns.map(({ path }) => path),
    folders: foldersOfOthers(snapshot, unit, file),
  };
}

/** Where the workspace has the units that this one names, or starts without naming them. */
function foldersOfOthers(snapshot: Snapshot, unit: EffectiveUnit, file: UnitFile): readonly string[] {
  const near = unit.fragment?.path ?? file.path;
  const folders = new Set<string>(unit.dropIns.map(({ path }) => folderOf(folderOf(path))));
  for (const name of namesOf(unit)) {
    const found = findPath(snapshot, name, near);
    if (found !== undefined && !isInLoadPath(snapshot, found)) folders.add(folderOf(found));
  }
  folders.delete(folderOf(near));
  return [...folders];
}

function* namesOf(unit: EffectiveUnit): Iterable<string> {
  for (const { node, parsed } of unit.entries) {
    for (const token of parsed.tokens) if (token.kind === 'unit') yield node.value.slice(token.from, token.to);
  }
  if (unit.type === 'socket') yield serviceOf(unit);
  if (unit.type === 'timer' || unit.type === 'path') yield withType(unit.name, 'service');
}
