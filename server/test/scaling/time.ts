import { stopwatch } from '../stopwatch.ts';
import type { Work } from './input.ts';

/**
 * Measures time where counting is blind: regular expressions that go back and forth, and copies of lists and texts. Only the square is
 * looked for, with a wide margin, and two sizes are compared within one run, again and again before one is found to be too slow.
 */

/** Four times the size takes 4 times as long where cost grows with size, somewhat more where caches overflow, and 16 for the square. */
const MOST = 9;

/** Milliseconds below which the larger input is quick enough, whatever the smaller one takes. */
const QUICK = 4;

const ATTEMPTS = 8;

/** @param size Of the smaller input. */
export function slowness(work: Work, size: number): string | undefined {
  const large = work(size * 4);
  let most = timeOf(large);
  if (most < QUICK) return undefined;
  const small = work(size);
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    least = Math.min(least, timeOf(small), timeOf(small));
    // What takes so long is not measured again in the hope that the machine was busy.
    if (most < 2000) most = Math.min(most, timeOf(large));
    if (most < QUICK || most <= MOST * least) return undefined;
  }
  return `${least.toFixed(1)} ms and then ${most.toFixed(0)} ms`;
}

function timeOf(run: () => unknown): number {
  const took = stopwatch();
  run();
  return took();
}
