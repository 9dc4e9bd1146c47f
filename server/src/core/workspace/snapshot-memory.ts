import type { Held, Key, Shelf } from './memory.ts';

/**
 * A cache of what was computed for a snapshot, by key and place, each with its sources: the names of files that were looked
 * up, and the files whose contents were used. The next snapshot takes over everything but what depends on something that changed.
 */
export class SnapshotMemory {
  readonly #shelf: Shelf | undefined;
  #computed = new Map<Key<unknown>, Map<string, Computed>>();
  #named = new Map<string, Source>();
  #outdated = new Map<Key<unknown>, Set<string>>();
  #mostNames = FEW;
  #count = 0;
  #mostComputed = FEW;
  /** The sources of what is being computed right now; undefined while nothing is, or where sources are not recorded. */
  #sources: Set<Source> | undefined;
  readonly #isRecording: boolean;
  /** Where nothing is recorded, the last values that were forgotten. Those before them leave nothing behind. */
  readonly #forgotten = new Set<Computed>();

  /** @param options Without `isRecording` the next snapshot takes nothing over, and nothing is recorded for it. */
  constructor(options: { readonly isRecording: boolean; readonly shelf?: Shelf }) {
    this.#isRecording = options.isRecording;
    this.#shelf = options.shelf;
  }

  /** What is remembered under the key for a place, computed now where there is nothing yet. */
  remember<T>(key: Key<T>, place: string, make: () => T): T {
    const computed = this.#at(key, place);
    // What is computed from something computed has it as a source, whatever the sources of that are.
    this.#sources?.add(computed);
    if (computed.isKept) {
      this.#shelf?.use(computed, key.weight);
      return computed.value as T;
    }
    if (!this.#isRecording) {
      // Until it is kept, much else may be forgotten, behind which it must not be removed.
      this.#forgotten.delete(computed);
      const value = make();
      computed.keep(value, NONE);
      this.#shelf?.use(computed, key.weight);
      this.#cleanForgotten();
      return value;
    }
    const outer = this.#sources;
    const sources = new Set<Source>();
    this.#sources = sources;
    try {
      const value = make();
      computed.keep(value, sources);
      this.#shelf?.use(computed, key.weight);
      return value;
    } catch (error) {
      // Whatever is computed without the value has its sources, so that it is computed again when one of them changes.
      for (const source of sources) outer?.add(source);
      throw error;
    } finally {
      this.#sources = outer;
    }
  }

  /** What is remembered under the key for a place already, for those who can do without; undefined where nothing is. */
  known<T>(key: Key<T>, place: string): T | undefined {
    const computed = this.#computed.get(key)?.get(place);
    if (!computed?.isKept) return undefined;
    this.#sources?.add(computed);
    this.#shelf?.use(computed, key.weight);
    return computed.value as T;
  }

  /** Says what the value that is being computed is computed from. */
  read(name: string): void {
    if (!this.#sources) return;
    let source = this.#named.get(name);
    if (!source) {
      source = { readers: new Set() };
      this.#named.set(name, source);
    }
    this.#sources.add(source);
  }

  /** The memory of the next snapshot. This one is empty afterwards: a snapshot that is still held computes everything again. */
  next(changed: Iterable<string>): SnapshotMemory {
    const next = new SnapshotMemory({ isRecording: this.#isRecording, ...(this.#shelf && { shelf: this.#shelf }) });
    if (!this.#isRecording) return next;
    next.#computed = this.#computed;
    next.#named = this.#named;
    next.#outdated = this.#outdated;
    next.#mostNames = this.#mostNames;
    next.#count = this.#count;
    next.#mostComputed = this.#mostComputed;
    this.#computed = new Map();
    this.#named = new Map();
    this.#outdated = new Map();
    this.#count = 0;
    for (const name of changed) {
      const source = next.#named.get(name);
      next.#named.delete(name);
      if (source) next.#drop(source.readers);
    }
    next.#clean();
    return next;
  }

  /** Removes what nothing depends on any more, once that may be the most: values that were forgotten, and names. */
  #clean(): void {
    if (this.#count >= this.#mostComputed) {
      for (const [key, places] of this.#computed) {
        if (this.#outdated.has(key)) continue;
        for (const computed of places.values())
          if (!computed.isKept && computed.readers.size === 0) this.#remove(computed);
      }
      this.#mostComputed = 2 * this.#count + FEW;
    }
    if (this.#named.size < this.#mostNames) return;
    for (const [name, { readers }] of this.#named) if (readers.size === 0) this.#named.delete(name);
    this.#mostNames = 2 * this.#named.size + FEW;
  }

  /** Of what was forgotten, no more places are kept than values would fit on the largest shelf, so that memory does not grow with the files. */
  #cleanForgotten(): void {
    for (const oldest of this.#forgotten) {
      if (this.#forgotten.size <= MOST_FORGOTTEN) break;
      this.#forgotten.delete(oldest);
      this.#remove(oldest);
    }
  }

  #remove(computed: Computed): void {
    computed.detach();
    if (this.#computed.get(computed.key)?.delete(computed.place)) this.#count--;
  }

  /** The places for which something under the key was dropped because of a change, since this was last asked; at first there are none. */
  takeOutdated(key: Key<unknown>): ReadonlySet<string> {
    const places = this.#outdated.get(key);
    this.#outdated.set(key, new Set());
    return places ?? new Set();
  }

  #at(key: Key<unknown>, place: string): Computed {
    let places = this.#computed.get(key);
    if (!places) {
      places = new Map();
      this.#computed.set(key, places);
    }
    let computed = places.get(place);
    if (!computed) {
      computed = new Computed(key, place, this.#isRecording ? undefined : this.#forgotten);
      places.set(place, computed);
      this.#count++;
    }
    return computed;
  }

  /** Drops what was computed from a source that changed, and what was computed from that. */
  #drop(readers: Iterable<Computed>): void {
    const open = [...readers];
    for (let computed = open.pop(); computed; computed = open.pop()) {
      for (const reader of computed.readers) open.push(reader);
      this.#remove(computed);
      this.#shelf?.drop(computed);
      this.#outdated.get(computed.key)?.add(computed.place);
    }
  }
}

/** Something that values are computed from. */
interface Source {
  readonly readers: Set<Computed>;
}

/** One thing that was computed, and what it was computed from. */
class Computed implements Source, Held {
  readonly key: Key<unknown>;
  readonly place: string;
  #readers: Set<Computed> | undefined;
  value: unknown;
  isKept = false;
  wasForgotten = false;
  standing: Held['standing'] = 'away';
  #sources: ReadonlySet<Source> = NONE;
  readonly #forgotten: Set<Computed> | undefined;

  /** @param forgotten Those whose values are forgotten, for a memory that removes them some time later. */
  constructor(key: Key<unknown>, place: string, forgotten: Set<Computed> | undefined) {
    this.key = key;
    this.place = place;
    this.#forgotten = forgotten;
  }

  /** Made where it is asked for: where nothing is recorded, nothing has readers. */
  get readers(): Set<Computed> {
    this.#readers ??= new Set();
    return this.#readers;
  }

  keep(value: unknown, sources: ReadonlySet<Source>): void {
    this.detach();
    this.#forgotten?.delete(this);
    this.value = value;
    this.isKept = true;
    this.#sources = sources;
    for (const source of sources) source.readers.add(this);
  }

  /** The shelf has no room for the value. What was computed from it still depends on its sources. */
  forget(): void {
    this.value = undefined;
    this.isKept = false;
    this.#forgotten?.add(this);
  }

  detach(): void {
    for (const source of this.#sources) source.readers.delete(this);
    this.#sources = NONE;
  }
}

const NONE: ReadonlySet<Source> = new Set();

/** So many names or values are not worth cleaning up. */
const FEW = 100;

/** The values of the usual weight that the largest shelf has room for. */
const MOST_FORGOTTEN = 4000;
