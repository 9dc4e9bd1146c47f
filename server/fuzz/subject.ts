import type { Arbitrary } from 'fast-check';

/** One part of the server that is fed with anything. */
export interface Subject<T = unknown> {
  readonly name: string;
  /** Inputs of it, which can be written as JSON. */
  readonly inputs: Arbitrary<T>;
  /** Throws, or returns a promise that is rejected, where the part does what it must never do. */
  readonly feed: (input: T) => void | Promise<void>;
}

/** Makes a subject, without the type of its inputs, so that several stand in one list. */
export function subject<T>(name: string, inputs: Arbitrary<T>, feed: Subject<T>['feed']): Subject {
  return { name, inputs, feed: feed as Subject['feed'] };
}

/** @throws Error with the message where a promise of the code is broken. */
export function ensure(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message);
}
