import type { Key, SnapshotMemory } from './memory.ts';
import type { Settings } from './settings.ts';
import type { UnitFile } from './unit-file.ts';

/** Everything known at one moment. It never changes; the host makes a new one for each change. */
export interface Snapshot {
  readonly revision: number;
  readonly settings: Settings;
  /**
   * Whether all files are known that the findings about this path may depend on. Where they are not, nothing may be concluded from what
   * is missing, so that the file is judged by its own lines only.
   */
  isSurveyed(path: string): boolean;
  file(path: string): UnitFile | undefined;
  files(): Iterable<UnitFile>;
  /** The files with a base name, fragments of a name in several folders among them, in no order. */
  named(name: string): readonly UnitFile[];
  /** The drop-ins in folders of a name, `foo.socket.d` say, in no order. */
  dropInsIn(folderName: string): readonly UnitFile[];
  /** What was computed for it; see {@link cached} and {@link cachedAt}. */
  readonly memory: SnapshotMemory;
}

/** Computes something once for a snapshot. */
export function cached<T>(snapshot: Snapshot, key: Key<T>, make: () => T): T {
  return snapshot.memory.whole.remember(key, make);
}

/** Computes something about a path once for a snapshot, one for each name. */
export function cachedAt<T>(
  snapshot: Snapshot,
  key: Key<Map<string, T>>,
  path: string,
  name: string,
  make: () => T,
): T {
  const byName = snapshot.memory.at(path).remember(key, () => new Map());
  const known = byName.get(name);
  if (known !== undefined) return known;
  const made = make();
  byName.set(name, made);
  return made;
}

/** Releases what was computed from a file and about its path. A program that judges many files does this after each, to bound its memory. */
export function forget(snapshot: Snapshot, path: string): void {
  snapshot.file(path)?.memory.forget();
  snapshot.memory.forget(path);
}
