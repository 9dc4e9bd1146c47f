import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { smallUnit } from './units.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.cjs');

/** Times `check` over folders of 1,000 and 10,000 units, and what one run holds in memory at most: the target for the larger is 5 s. */
export async function benchCheck(): Promise<void> {
  for (const count of [1000, 10_000]) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      for (let i = 0; i < count; i++) {
        const shelf = join(folder, String(Math.floor(i / 100)));
        if (i % 100 === 0) mkdirSync(shelf);
        writeFileSync(join(shelf, `unit${i}.service`), smallUnit().replace('9999', String(1024 + i)));
      }
      const begun = performance.now();
      const run = spawnSync(process.execPath, [CLI, 'check', folder], { env: { ...process.env, NODE_OPTIONS: '' } });
      const took = performance.now() - begun;
      const said = run.stdout.toString().trim().split('\n').at(-1);
      console.log(
        `${`check over ${count.toLocaleString('en')} units`.padEnd(44)}${took.toFixed(0).padStart(9)}   ${said}`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
