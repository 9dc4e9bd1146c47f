import type { Settings } from './settings.ts';
import type { UnitFile } from './unit-file.ts';

/** Everything known at one moment. It never changes; the host makes a new one for each change. */
export interface Snapshot {
  readonly revision: number;
  readonly settings: Settings;
  /**
   * Whether all the files are here that what is said of this path may depend on. Where they are not, nothing may be concluded from what
   * is missing, so that the file is judged by its own lines only.
   */
  isSurveyed(path: string): boolean;
  file(path: string): UnitFile | undefined;
  files(): Iterable<UnitFile>;
  /** The files with a base name, fragments of a name in several folders among them, in no order. */
  named(name: string): readonly UnitFile[];
  /** The drop-ins in folders of a name, `foo.socket.d` say, in no order. */
  dropInsIn(folderName: string): readonly UnitFile[];
  /** What was computed for this snapshot; see {@link cached}. */
  readonly cache: Map<string, unknown>;
}

/** Computes something once for a snapshot. The key names the function and all that the result depends on besides the snapshot. */
export function cached<T>(snapshot: Snapshot, key: string, make: () => T): T {
  if (snapshot.cache.has(key)) return snapshot.cache.get(key) as T;
  const made = make();
  snapshot.cache.set(key, made);
  return made;
}
