import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { Work } from './input.ts';

/**
 * Counts work instead of measuring time: how often each block of our code runs, as V8's profiler has it. The counts are the same however
 * busy the machine is, so that small inputs show how the cost grows, and in which line.
 *
 * This module is imported before those whose work is counted, and they after it: what V8 compiled before has no counters.
 */

/** What four times the size may cost at most, all together. It is 4 where cost grows with size, and 16 where it grows with its square. */
const MOST = 5;

/** What it may cost in one block that runs as often as the square would have it: n log n is 5 for small sizes. */
const MOST_IN_A_BLOCK = 8;

/**
 * Says by how much too much four times the size costs, and where; undefined where the cost grows with the size.
 *
 * @param size Of the smaller input.
 */
export function excess(work: Work, size: number): string | undefined {
  const { before, after } = compare(work, size);
  const times = sum(after) / sum(before);
  let worst: [place: string, count: number, before: number] | undefined;
  for (const [place, count] of after) {
    const less = before.get(place) ?? 0;
    if (count > MOST_IN_A_BLOCK * less && count > 2 * size * size && count > (worst?.[1] ?? 0))
      worst = [place, count, less];
  }
  if (!worst && times <= MOST) return undefined;
  return worst
    ? `${describe(worst[0])} runs ${worst[2]} and then ${worst[1]} times`
    : `${times.toFixed(1)} times the work`;
}

/** How many times as much four times the size costs, all together: 1 where the cost does not depend on the size. */
export function growth(work: Work, size: number): number {
  const { before, after } = compare(work, size);
  return sum(after) / sum(before);
}

/** How often each block runs for a size, and for four times the size. */
function compare(work: Work, size: number): { readonly before: Counts; readonly after: Counts } {
  const small = work(size);
  const large = work(size * 4);
  // What is done once, at first use, is no part of the cost.
  small();
  post('Profiler.takePreciseCoverage');
  return { before: countBlocks(small), after: countBlocks(large) };
}

type Counts = ReadonlyMap<string, number>;

/** How often each block of our own code runs. */
function countBlocks(run: () => unknown): Counts {
  run();
  const { result } = post('Profiler.takePreciseCoverage') as { readonly result: readonly Script[] };
  const counts = new Map<string, number>();
  for (const { url, functions } of result) {
    if (!url.includes('/server/') || url === import.meta.url) continue;
    for (const { functionName, ranges } of functions) {
      for (const { startOffset, count } of ranges) {
        if (count > 0) counts.set(`${url} ${startOffset} ${functionName}`, count);
      }
    }
  }
  return counts;
}

function sum(counts: Counts): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

/** The file, line and function of a block. */
function describe(place: string): string {
  const [url = '', offset, name] = place.split(' ');
  const text = readFileSync(fileURLToPath(url), 'utf8').slice(0, Number(offset));
  return `${url.slice(url.indexOf('/server/') + 8)}:${text.split('\n').length} ${name}`;
}

interface Script {
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
  }[];
}

// Optimized code does not count the calls that it has put into one.
setFlagsFromString('--no-opt');
setFlagsFromString('--no-maglev');
const session = new Session();
session.connect();
post('Profiler.enable');
post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** The profiler answers before `post` returns. */
function post(method: string, params: object = {}): unknown {
  let answer: unknown;
  session.post(method, params, (error, result) => {
    if (error) throw error;
    answer = result;
  });
  return answer;
}
