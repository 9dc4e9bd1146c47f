import fc from 'fast-check';
import { stopwatch } from '../test/stopwatch.ts';
import type { Subject } from './subject.ts';

/** What a subject did with an input that it must never do. */
export interface Fault {
  readonly subject: string;
  readonly input: unknown;
  readonly error: string;
}

/** Milliseconds in which every input has its answer. */
const LIMIT = 100;

/**
 * Feeds a subject with inputs until one of them shows a fault, which is then made as small as it gets.
 *
 * @param seed The same seed gives the same inputs.
 */
export async function feed(subject: Subject, seed: number, count: number): Promise<Fault | undefined> {
  const property = fc.asyncProperty(subject.inputs, (input) => once(subject, input));
  const { counterexample, errorInstance } = await fc.check(property, { seed, numRuns: count });
  if (!counterexample) return undefined;
  const error = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  return { subject: subject.name, input: counterexample[0], error };
}

/** @throws Error where the input shows a fault. */
export async function once({ feed }: Subject, input: unknown): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  // A machine that does other things as well may be late by chance, but not again and again.
  for (let attempt = 0; attempt < 3 && least > LIMIT; attempt++) {
    const took = stopwatch();
    await feed(input);
    least = Math.min(least, took());
  }
  if (least > LIMIT) throw new Error(`It takes ${least.toFixed(0)} ms.`);
}
