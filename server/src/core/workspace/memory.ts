/**
 * The name of something that is computed once and remembered, and its type. A constant beside the function that computes it. The object
 * identity is the key, so that two keys are never equal by accident.
 */
export interface Key<T> {
  /** Shown in a debugger. */
  readonly name: string;
  /** Whether the value is carried to the next state of the file, which can use it again. */
  readonly carried: boolean;
  /** How much of the shelf a value takes that was computed for a snapshot, in characters of text. */
  readonly weight: number;
  /** Holds the type; there is no value. */
  readonly type?: T;
}

/** @param options `small` says that a value is a few words, and not what a unit or file came to. */
export function key<T>(name: string, options: { readonly carried?: boolean; readonly small?: boolean } = {}): Key<T> {
  return { name, carried: options.carried ?? false, weight: options.small ? 50 : 1000 };
}

/** What was computed for one file, by key. */
export class Memory implements Held {
  readonly #shelf: Shelf | undefined;
  readonly #weight: number;
  // Made when there is something to remember: most files of a workspace are never looked at.
  #values: Map<Key<unknown>, unknown> | undefined;
  wasForgotten = false;
  standing: Held['standing'] = 'away';

  /** @param weight How much of the shelf it takes while it holds anything. */
  constructor(shelf?: Shelf, weight = 1) {
    this.#shelf = shelf;
    this.#weight = weight;
  }

  /** What all files of a host share. */
  get common(): Memory {
    return this.#shelf?.common ?? this;
  }

  get<T>(key: Key<T>): T | undefined {
    if (!this.#values) return undefined;
    this.#shelf?.use(this, this.#weight);
    return this.#values.get(key) as T | undefined;
  }

  set<T>(key: Key<T>, value: T): T {
    this.#values ??= new Map();
    this.#values.set(key, value);
    this.#shelf?.use(this, this.#weight);
    return value;
  }

  /** What is remembered under the key, computed now where there is nothing yet. */
  remember<T>(key: Key<T>, make: () => T): T {
    const known = this.get(key);
    return known === undefined ? this.set(key, make()) : known;
  }

  forget(): void {
    this.#values = undefined;
    this.#shelf?.drop(this);
  }

  /** A memory for the next state of the file, which begins with the carried values of this one. */
  next(weight: number): Memory {
    const next = new Memory(this.#shelf, weight);
    for (const [key, value] of this.#values ?? []) if (key.carried) next.set(key, value);
    return next;
  }
}

/** Something that a shelf can make forget its values. */
export interface Held {
  forget(): void;
  /** Whether the shelf had no room for its values, so that they are computed again when they are next asked for. */
  wasForgotten: boolean;
  /** Whether the shelf counts it, and whether it was asked for since the shelf last looked for something to drop. */
  standing: 'away' | 'shelved' | 'used';
}

/**
 * Bounds the memory of all files of a host: above the limit, values are dropped that were not used lately, the oldest first. What was
 * used is only marked, as this is asked for far more often than something is dropped (the CLOCK algorithm).
 *
 * One thing counts as a quarter of the limit at most, so that a large file to which thousands of others refer stays. The limit grows where
 * an eighth as much is computed again as was computed for the first time, as for several such files. So the work stays proportional to the
 * texts, and the memory to what is needed together, up to the largest limit.
 */
export class Shelf {
  /** For what all files share. It is not bounded here. */
  readonly common: Memory = new Memory();
  #most: number;
  readonly #weights = new Map<Held, number>();
  #total = 0;
  /** The weight of what was computed for the first time, and, since the limit last grew, again. */
  #first = 0;
  #again = 0;

  /** @param most The weight of all that it holds at first, in characters of the texts that it was computed from. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Something holds values now, or is asked for them. */
  use(held: Held, weight: number): void {
    if (held.standing !== 'away') {
      held.standing = 'used';
      return;
    }
    this.#computed(held, weight);
    this.#put(held, weight);
    // What is put back comes at the end, where it is met again.
    for (const [oldest, counted] of this.#weights) {
      if (this.#total <= this.#most) break;
      if (oldest === held) continue;
      const { standing } = oldest;
      this.drop(oldest);
      if (standing === 'used') {
        this.#put(oldest, counted);
        continue;
      }
      oldest.forget();
      oldest.wasForgotten = true;
    }
  }

  /** Something holds no values any more. */
  drop(held: Held): void {
    if (held.standing === 'away') return;
    this.#total -= this.#weights.get(held) ?? 0;
    this.#weights.delete(held);
    held.standing = 'away';
  }

  #put(held: Held, weight: number): void {
    // What is larger than all that is held would be forgotten with the next thing used.
    const counted = Math.min(weight, this.#most / 4);
    this.#weights.set(held, counted);
    this.#total += counted;
    held.standing = 'shelved';
  }

  #computed(held: Held, weight: number): void {
    if (held.wasForgotten) this.#again += weight;
    else this.#first += weight;
    if (8 * this.#again <= this.#first || this.#most >= LARGEST) return;
    this.#most = Math.min(2 * this.#most, LARGEST);
    this.#again = 0;
  }
}

/** The largest limit that a shelf grows to by itself, in characters of text. */
const LARGEST = 4_000_000;
