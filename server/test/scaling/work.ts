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
  let worst: { readonly block: Block; readonly less: number } | undefined;
  for (const block of blocksOf(after)) {
    const less = countAt(before, block);
    if (
      block.count > MOST_IN_A_BLOCK * less &&
      block.count > 2 * size * size &&
      block.count > (worst?.block.count ?? 0)
    )
      worst = { block, less };
  }
  if (!worst && times <= MOST) return undefined;
  return worst
    ? `${describe(worst.block)} runs ${worst.less} and then ${worst.block.count} times`
    : `${times.toFixed(1)} times the work`;
}

/** How many times as much four times the size costs, all together: 1 where the cost does not depend on the size. */
export function growth(work: Work, size: number): number {
  const { before, after } = compare(work, size);
  return sum(after) / sum(before);
}

/** How much a piece of work costs, as the number of blocks that run. */
export function cost(run: () => unknown): number {
  run();
  post('Profiler.takePreciseCoverage');
  return sum(countBlocks(run));
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

/** The blocks of each function that ran, the outer ones first. */
type Counts = ReadonlyMap<string, readonly Block[]>;

/** A stretch of a source that runs as a whole. */
interface Block {
  /** The function it is in, by its source and place. */
  readonly within: string;
  readonly url: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** How often each block of our own code runs. */
function countBlocks(run: () => unknown): Counts {
  run();
  const { result } = post('Profiler.takePreciseCoverage') as { readonly result: readonly Script[] };
  const counts = new Map<string, readonly Block[]>();
  for (const { url, functions } of result) {
    if (!url.includes('/server/') || url === import.meta.url) continue;
    for (const { functionName, ranges } of functions) {
      if (!ranges[0] || ranges[0].count === 0) continue;
      const within = `${url} ${ranges[0].startOffset} ${functionName}`;
      counts.set(
        within,
        ranges.map(({ startOffset, endOffset, count }) => {
          return { within, url, name: functionName, from: startOffset, to: endOffset, count };
        }),
      );
    }
  }
  return counts;
}

function blocksOf(counts: Counts): readonly Block[] {
  return [...counts.values()].flat();
}

/** How often the code of a block ran in another run. A block that runs as often as the one around it is not told apart from that. */
function countAt(counts: Counts, { within, from }: Block): number {
  return counts.get(within)?.findLast((block) => block.from <= from && from < block.to)?.count ?? 0;
}

function sum(counts: Counts): number {
  return blocksOf(counts).reduce((total, { count }) => total + count, 0);
}

/** The file, line and function of a block. */
function describe({ url, from, name }: Block): string {
  const text = readFileSync(fileURLToPath(url), 'utf8').slice(0, from);
  return `${url.slice(url.indexOf('/server/') + 8)}:${text.split('\n').length} ${name}`;
}

interface Script {
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
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
