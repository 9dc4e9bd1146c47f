/**
 * The name of something that is computed once and remembered, and its type. A constant beside the function that computes it: the object
 * itself is what it is found by, so that two keys are never the same by accident.
 */
export interface Key<T> {
  /** For people who look at a memory in a debugger. */
  readonly name: string;
  /** Whether the next state of the file begins with it: what can be used again of the last one. */
  readonly carried: boolean;
  /** Holds the type; there is no value. */
  readonly type?: T;
}

export function key<T>(name: string, options: { readonly carried?: boolean } = {}): Key<T> {
  return { name, carried: options.carried ?? false };
}

/** What was computed for one file or one snapshot, by key. */
export class Memory {
  // Made when there is something to remember: most files of a workspace are never looked at.
  #values: Map<Key<unknown>, unknown> | undefined;

  get<T>(key: Key<T>): T | undefined {
    return this.#values?.get(key) as T | undefined;
  }

  set<T>(key: Key<T>, value: T): T {
    this.#values ??= new Map();
    this.#values.set(key, value);
    return value;
  }

  /** What is remembered under the key, computed now where there is nothing yet. */
  remember<T>(key: Key<T>, make: () => T): T {
    const known = this.#values?.get(key);
    return known === undefined ? this.set(key, make()) : (known as T);
  }

  forget(): void {
    this.#values = undefined;
  }

  /** A memory that begins with the carried values of this one. */
  next(): Memory {
    const next = new Memory();
    for (const [key, value] of this.#values ?? []) if (key.carried) next.set(key, value);
    return next;
  }
}

/** What was computed for one snapshot: over all of it, and about single paths. */
export class SnapshotMemory {
  readonly whole = new Memory();
  readonly #byPath = new Map<string, Memory>();

  /** What was computed about one path, which need not be a file's. */
  at(path: string): Memory {
    const known = this.#byPath.get(path) ?? new Memory();
    this.#byPath.set(path, known);
    return known;
  }

  forget(path: string): void {
    this.#byPath.delete(path);
  }
}
