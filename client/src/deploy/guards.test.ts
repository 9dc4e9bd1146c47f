import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeInterrupted } from './guard.ts';
import { createGuards } from './guards.ts';
import { nothingToUndo } from './put-back.ts';

/** No process can have it: it is above the largest that Linux gives. */
const NOBODY = 2 ** 22 + 1;

it('finds the runs whose process is gone, and clears away what such a one had only begun to write', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guards-'));
  const record = (name: string, pid: number) =>
    writeFileSync(join(folder, name), writeInterrupted({ target: 'user', pid, undo: nothingToUndo('a.socket') }));
  record('1.json', NOBODY);
  record('2.json', process.pid);
  record('.3.json.0a1b2c3d4e5f.tmp', NOBODY);
  record('.4.json.0a1b2c3d4e5f.tmp', NOBODY);
  utimesSync(join(folder, '.3.json.0a1b2c3d4e5f.tmp'), new Date(), new Date(Date.now() - 61_000));

  const guards = createGuards(folder, () => {
    throw new Error('no run is guarded here');
  });
  const [left, ...more] = await guards.leftBehind();
  expect([left?.interrupted.pid, more]).toEqual([NOBODY, []]);
  await left?.forget();
  expect(readdirSync(folder).toSorted()).toEqual(['.4.json.0a1b2c3d4e5f.tmp', '2.json']);
  rmSync(folder, { recursive: true });
});
