import { say } from '../core/text/message.ts';
import { parseUnitName } from '../core/values/unit-name.ts';
import { type EffectiveUnit, loadUnit, unitOf } from '../core/workspace/effective-unit.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { UnitFile } from '../core/workspace/unit-file.ts';
import type { JudgedBy, UnitArguments } from './arguments.ts';
import type { Complain } from './complaints.ts';
import type { Scene } from './surroundings.ts';
import { type LoadedUnits, loadUnits } from './units.ts';

/** A unit that was named, and what it was found among. */
export interface FoundUnit {
  readonly snapshot: Snapshot;
  readonly unit: EffectiveUnit;
  /** One of its files. */
  readonly file: UnitFile;
  /** The path from which it sees others. */
  readonly near: string;
  /** A path as people know it: that which they gave where they gave it. */
  readonly nameOf: (path: string) => string;
}

/** The unit that is named: see {@link unitFinder}. */
export function findUnit(given: UnitArguments, here: Scene, complain: Complain): FoundUnit | undefined {
  return unitFinder(given, here, complain)(given.unit);
}

/**
 * Makes a function that gives the unit that a word names: by the path of one of its files, or by its name in the load path, that of this
 * machine where no other is given. Complains where there is none. The load path is read once for all names.
 */
export function unitFinder(given: JudgedBy, here: Scene, complain: Complain): (word: string) => FoundUnit | undefined {
  let ofLoadPath: LoadedUnits | undefined;
  return (word) => foundUnit(word, given, here, complain, (load) => (ofLoadPath ??= load()));
}

function foundUnit(
  word: string,
  given: JudgedBy,
  { architecture, disk, resolve }: Scene,
  complain: Complain,
  once: (load: () => LoadedUnits) => LoadedUnits,
): FoundUnit | undefined {
  const path = resolve(word);
  const isPath = word.includes('/') || disk.kind(path) !== undefined;
  const hasLoadPath = given.root !== undefined || given.unitPath.length > 0;
  const root = isPath || hasLoadPath ? given.root : '/';
  const load = () => loadUnits({ ...given, root, architecture, paths: isPath ? [word] : [] }, disk, resolve, complain);
  const loaded = isPath ? load() : once(load);
  const snapshot = loaded.host.snapshot();
  const nameOf = (one: string) => (one === path ? word : one);
  if (isPath) {
    if (disk.kind(path) === 'folder') {
      complain(say`${word}: this is a folder. Name one unit.`);
      return undefined;
    }
    const file = snapshot.file(path);
    const unit = file && unitOf(snapshot, file);
    if (file && !unit) complain(say`${word}: systemd makes no unit of this file.`);
    return file && unit && { snapshot, file, unit, near: unit.fragment?.path ?? path, nameOf };
  }
  if (!parseUnitName(word)) {
    complain(say`${word}: there is no such file, and this is not the name of a unit, such as web.service.`);
    return undefined;
  }
  const near = `${loaded.loadPath[0] ?? ''}/${word}`;
  const unit = loadUnit(snapshot, word, near);
  if (!unit?.fragment) {
    complain(
      hasLoadPath
        ? say`${word}: there is no such file, and no such unit in the load path that was given.`
        : say`${word}: there is no such file, and no such unit in the load path of this machine.`,
    );
    return undefined;
  }
  return { snapshot, file: unit.fragment, unit, near: unit.fragment.path, nameOf };
}
