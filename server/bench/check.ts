import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Point, plot } from './plot.ts';
import type { Targets } from './targets.ts';
import { writeEarlyUnits, writeWorkspace } from './units.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.cjs');
const PLOT = join(import.meta.dirname, '../../dist/bench.svg');
const USAGE = pathToFileURL(join(import.meta.dirname, 'usage.ts')).href;

/** What one run of a program used. */
interface Usage {
  /** Seconds of processor time, of all threads. */
  readonly cpu: number;
  /** MiB of memory at most. */
  readonly memory: number;
}

/** Seconds of processor time and MiB for 10,000 units; more units take as much more time, and no more memory. */
const [MOST_CPU, MOST_MEMORY, PER_UNITS] = [3, 250, 10_000];

/**
 * Prints the processor time and memory of `check` over folders of many units, and the ratio of each time to the one before. The times
 * are drawn in dist/bench.svg.
 */
export function benchCheck(targets: Targets): void {
  let last: { readonly count: number; readonly used: Usage } | undefined;
  const points: Point[] = [];
  for (const count of [1000, 10_000, 50_000]) {
    const used = usageIn((folder) => writeWorkspace(folder, count));
    const title = `check over ${count.toLocaleString('en')} units`;
    const more = last && `   ${(used.cpu / last.used.cpu).toFixed(1)}x for ${count / last.count}x the units`;
    const cpu = targets.hold(`${title}, s of CPU`, used.cpu, Math.max(1, count / PER_UNITS) * MOST_CPU).trim();
    const memory = targets.hold(`${title}, MB`, used.memory, MOST_MEMORY).trim();
    console.log(
      `${title.padEnd(44)}${used.cpu.toFixed(2).padStart(9)} s of CPU (${cpu})${used.memory.toFixed(0).padStart(6)} MB (${memory})${more ?? ''}`,
    );
    last = { count, used };
    points.push({ count, cpu: used.cpu });
  }
  const title = `check over ${EARLY_UNITS.toLocaleString('en')} units of an early boot`;
  const used = usageIn((folder) => writeEarlyUnits(folder, EARLY_UNITS));
  const cpu = targets.hold(`${title}, s of CPU`, used.cpu, (EARLY_UNITS / PER_UNITS) * MOST_CPU).trim();
  console.log(`${title.padEnd(44)}${used.cpu.toFixed(2).padStart(9)} s of CPU (${cpu})`);
  writeFileSync(PLOT, plot(points));
  console.log('dist/bench.svg has the times of check.');
}

/** Units each of which waits for a hundred others. */
const EARLY_UNITS = 10_000;

/** What `check` uses over a folder that is written for it. */
function usageIn(write: (folder: string) => void): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    write(folder);
    return usageOf([CLI, 'check', folder]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function usageOf(command: readonly string[]): Usage {
  const { stderr } = spawnSync(process.execPath, ['--import', USAGE, ...command], {
    env: { ...process.env, NODE_OPTIONS: '' },
    maxBuffer: 2 ** 30,
  });
  return JSON.parse(stderr.toString().trimEnd().split('\n').at(-1)!) as Usage;
}
