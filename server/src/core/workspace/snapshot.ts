import type { unitMadeOf } from './makers.ts';
import type { Key } from './memory.ts';
import type { Mention } from './mentions.ts';
import type { Settings } from './settings.ts';
import type { SnapshotMemory } from './snapshot-memory.ts';
import type { UnitFile } from './unit-file.ts';

/**
 * Everything known at one moment. It never changes; the host makes a new one for each change. What is asked of it while something is
 * computed that will be remembered, see {@link cachedAt}, is recorded as what that was computed from.
 */
export interface Snapshot {
  readonly revision: number;
  readonly settings: Settings;
  /**
   * Whether all files are known that the findings about this path may depend on. If not, a missing file proves nothing,
   * and the file is judged by its own lines only.
   */
  isSurveyed(path: string): boolean;
  file(path: string): UnitFile | undefined;
  files(): Iterable<UnitFile>;
  /** The paths of all files, for callers that do not need the contents. */
  paths(): Iterable<string>;
  /** The paths that have a base name, in no order: those of a unit's fragments in several folders. */
  pathsNamed(name: string): readonly string[];
  /** The paths of the files that something else makes a unit of a name of: see {@link unitMadeOf}. */
  makersOf(name: string): readonly string[];
  /** The texts of the files that Podman's Quadlet makes units of, by their paths. */
  quadlets(): ReadonlyMap<string, string>;
  /** The paths of the drop-ins in the folder of a name, `foo.socket.d` say, that lies in another folder. */
  dropInsAt(parent: string, folderName: string): readonly string[];
  /** Whether any folder of a name may have drop-ins in it: false where there are none. */
  hasDropIns(folderName: string): boolean;
  /** The folders that hold a folder of a name with drop-ins in it. */
  parentsOf(folderName: string): readonly string[];
  /** The paths of files whose texts mention a word, in no order. Among them can be files that did so once, and do no more. */
  mentioning(mention: Mention, word: string): readonly string[];
  /** Whether files other than that of a path mention a word, or did so once. */
  isMentionedElsewhere(mention: Mention, word: string, path: string): boolean;
  readonly memory: SnapshotMemory;
}

/** Computes something over a whole snapshot, memoized until one of its sources changes. */
export function cached<T>(snapshot: Snapshot, key: Key<T>, make: () => T): T {
  return snapshot.memory.remember(key, '', make);
}

/** The same for something about one place: a path, a name, or both. */
export function cachedAt<T>(snapshot: Snapshot, key: Key<T>, place: string, make: () => T): T {
  return snapshot.memory.remember(key, place, make);
}
