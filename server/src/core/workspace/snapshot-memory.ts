import type { Key, Shelf } from './memory.ts';

/**
 * A cache of what was computed for a snapshot, by key and place, each with its sources: the names of files that were looked
 * up, and the files whose contents were used. The next snapshot takes over everything but what depends on something that changed.
 */
export class SnapshotMemory {
  readonly #shelf: Shelf | undefined;
  #computed = new Map<Key<unknown>, Map<string, Computed>>();
  #readers = new Map<string, Set<Computed>>();
  #outdated = new Map<Key<unknown>, Set<string>>();
  /** The sources of what is being computed right now; undefined while nothing is, or where sources are not recorded. */
  #sources: Set<string> | undefined;
  readonly #isRecording: boolean;

  /** @param options Without `isRecording` the next snapshot takes nothing over, and nothing is recorded for it. */
  constructor(options: { readonly isRecording: boolean; readonly shelf?: Shelf }) {
    this.#isRecording = options.isRecording;
    this.#shelf = options.shelf;
  }

  /** What is remembered under the key for a place, computed now where there is nothing yet. */
  remember<T>(key: Key<T>, place: string, make: () => T): T {
    const known = this.#computed.get(key)?.get(place);
    if (known) {
      this.#shelf?.use(known, key.weight);
      if (this.#sources) for (const source of known.sources) this.#sources.add(source);
      return known.value as T;
    }
    if (!this.#isRecording) return this.#keep(key, place, make(), NONE);
    const outer = this.#sources;
    const sources = new Set<string>();
    this.#sources = sources;
    try {
      return this.#keep(key, place, make(), sources);
    } finally {
      this.#sources = outer;
      if (outer) for (const source of sources) outer.add(source);
    }
  }

  /** Says what the value that is being computed is computed from. */
  read(source: string): void {
    this.#sources?.add(source);
  }

  /** The memory of the next snapshot. This one is empty afterwards: a snapshot that is still held computes everything again. */
  next(changed: Iterable<string>): SnapshotMemory {
    const next = new SnapshotMemory({ isRecording: this.#isRecording, ...(this.#shelf && { shelf: this.#shelf }) });
    if (!this.#isRecording) return next;
    next.#computed = this.#computed;
    next.#readers = this.#readers;
    next.#outdated = this.#outdated;
    this.#computed = new Map();
    this.#readers = new Map();
    this.#outdated = new Map();
    for (const source of changed) {
      for (const computed of next.#readers.get(source) ?? []) {
        computed.forget();
        next.#outdated.get(computed.key)?.add(computed.place);
      }
    }
    return next;
  }

  /** The places for which something under the key was dropped because of a change, since this was last asked; at first there are none. */
  takeOutdated(key: Key<unknown>): ReadonlySet<string> {
    const places = this.#outdated.get(key);
    this.#outdated.set(key, new Set());
    return places ?? new Set();
  }

  #keep<T>(key: Key<T>, place: string, value: T, sources: ReadonlySet<string>): T {
    let places = this.#computed.get(key);
    if (!places) {
      places = new Map();
      this.#computed.set(key, places);
    }
    const computed = new Computed(key, place, value, sources, places, this.#readers, this.#shelf);
    places.set(place, computed);
    this.#shelf?.use(computed, key.weight);
    for (const source of sources) {
      const all = this.#readers.get(source);
      if (all) all.add(computed);
      else this.#readers.set(source, new Set([computed]));
    }
    return value;
  }
}

const NONE: ReadonlySet<string> = new Set();

/** One thing that was computed, and what it was computed from. */
class Computed {
  readonly key: Key<unknown>;
  readonly place: string;
  readonly value: unknown;
  readonly sources: ReadonlySet<string>;
  readonly #places: Map<string, Computed>;
  readonly #readers: Map<string, Set<Computed>>;
  readonly #shelf: Shelf | undefined;

  constructor(
    key: Key<unknown>,
    place: string,
    value: unknown,
    sources: ReadonlySet<string>,
    places: Map<string, Computed>,
    readers: Map<string, Set<Computed>>,
    shelf: Shelf | undefined,
  ) {
    this.key = key;
    this.place = place;
    this.value = value;
    this.sources = sources;
    this.#places = places;
    this.#readers = readers;
    this.#shelf = shelf;
  }

  forget(): void {
    this.#places.delete(this.place);
    this.#shelf?.drop(this);
    for (const source of this.sources) {
      const all = this.#readers.get(source);
      all?.delete(this);
      if (all?.size === 0) this.#readers.delete(source);
    }
  }
}
