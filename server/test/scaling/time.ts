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

/** The smaller of real time, which also passes for others, and of the processor time of all threads; Windows counts that in steps of 15 ms. */
function timeOf(run: () => unknown): number {
  const begun = performance.now();
  const used = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(used);
  const took = performance.now() - begun;
  return process.platform === 'win32' ? took : Math.min(took, (user + system) / 1000);
}
