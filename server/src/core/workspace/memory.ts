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
export class Memory {
  readonly #shelf: Shelf | undefined;
  readonly #weight: number;
  // Made when there is something to remember: most files of a workspace are never looked at.
  #values: Map<Key<unknown>, unknown> | undefined;

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

/** Bounds the memory of all files of a host: above the limit, the least recently used values are dropped. */
export class Shelf {
  /** For what all files share. It is not bounded here. */
  readonly common: Memory = new Memory();
  readonly #most: number;
  readonly #weights = new Map<{ forget(): void }, number>();
  #last: { forget(): void } | undefined;
  #total = 0;

  /** @param most The weight of all that it holds, in characters of the texts that it was computed from. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Something holds values now, or is asked for them. */
  use(held: { forget(): void }, weight: number): void {
    if (held === this.#last) return;
    this.drop(held);
    this.#last = held;
    this.#weights.set(held, weight);
    this.#total += weight;
    for (const oldest of this.#weights.keys()) {
      if (this.#total <= this.#most || oldest === held) break;
      oldest.forget();
      this.drop(oldest);
    }
  }

  /** Something holds no values any more. */
  drop(held: { forget(): void }): void {
    this.#total -= this.#weights.get(held) ?? 0;
    this.#weights.delete(held);
    if (this.#last === held) this.#last = undefined;
  }
}
