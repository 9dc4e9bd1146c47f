import type { UnitFile } from './unit-file.ts';

/**
 * An immutable table of files by path. A table with a few files changed shares all others with the one it was made from, so that its cost
 * grows with the changes and not with the number of files.
 */
export class FileTable {
  readonly #base: ReadonlyMap<string, UnitFile>;
  readonly #changed: ReadonlyMap<string, UnitFile | undefined>;

  constructor(
    base: ReadonlyMap<string, UnitFile> = new Map(),
    changed: ReadonlyMap<string, UnitFile | undefined> = new Map(),
  ) {
    this.#base = base;
    this.#changed = changed;
  }

  get(path: string): UnitFile | undefined {
    return this.#changed.has(path) ? this.#changed.get(path) : this.#base.get(path);
  }

  *values(): Iterable<UnitFile> {
    for (const [path, file] of this.#base) {
      const now = this.#changed.has(path) ? this.#changed.get(path) : file;
      if (now) yield now;
    }
    for (const [path, file] of this.#changed) if (file && !this.#base.has(path)) yield file;
  }

  /** The table with some files as they are now; undefined stands for one that is gone. */
  with(changes: ReadonlyMap<string, UnitFile | undefined>): FileTable {
    const changed = new Map(this.#changed);
    for (const [path, file] of changes) changed.set(path, file);
    const isShared = this.#base.size > 0 && (changed.size <= FEW || changed.size * 16 <= this.#base.size);
    if (isShared) return new FileTable(this.#base, changed);
    const base = new Map(this.#base);
    for (const [path, file] of changed) {
      if (file) base.set(path, file);
      else base.delete(path);
    }
    return new FileTable(base);
  }
}

/** Up to this many changes are kept apart from the shared table. */
const FEW = 64;
