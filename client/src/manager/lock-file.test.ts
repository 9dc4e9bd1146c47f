import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isLocked, type Lock, takeLock } from './lock-file.ts';

/** No process can have it: it is above the largest that Linux gives. */
const NOBODY = { pid: 2 ** 22 + 1 };

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'locks/a.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is held by one at a time, and free again after that', async () => {
  expect(await isLocked(path)).toBe(false);
  const lock = await taken();
  expect([await isLocked(path), await lock.isMine()]).toEqual([true, true]);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await takeLock(path)).toEqual({ kind: 'refused', what: path, why: 'busy' });
  await lock.release();
  expect([await isLocked(path), await lock.isMine(), readdirSync(join(folder, 'locks'))]).toEqual([false, false, []]);
  await (await taken()).release();
});

it('goes to one of many who want it at once', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => takeLock(path)));
  expect(all.filter(({ kind }) => kind === 'ok')).toHaveLength(1);
});

it('goes to one of many who find that its holder is dead', async () => {
  mkdirSync(join(folder, 'locks'));
  writeFileSync(path, JSON.stringify({ token: 'x', holders: [NOBODY] }));
  expect(await isLocked(path)).toBe(false);
  const all = await Promise.all(Array.from({ length: 8 }, () => takeLock(path)));
  const mine = await Promise.all(all.map(async (one) => one.kind === 'ok' && (await one.value.isMine())));
  expect(mine.filter(Boolean)).toHaveLength(1);
  expect(readdirSync(join(folder, 'locks'))).toEqual(['a.lock']);
});

it('stays held as long as one of its holders lives', async () => {
  const lock = await taken();
  await lock.share(process.pid);
  const { token, holders } = JSON.parse(readFileSync(path, 'utf8'));
  expect(holders).toHaveLength(2);
  expect(await lock.isMine()).toBe(true);
  const hold = (...pids: readonly unknown[]) => writeFileSync(path, JSON.stringify({ token, holders: pids }));
  hold(NOBODY, holders[1]);
  expect(await isLocked(path)).toBe(true);
  hold(NOBODY, NOBODY);
  expect(await isLocked(path)).toBe(false);
});

it('is neither shared nor given back by who has lost it', async () => {
  const lock = await taken();
  const theirs = JSON.stringify({ token: 'theirs', holders: [{ pid: process.pid }] });
  writeFileSync(path, theirs);
  await lock.share(1);
  await lock.release();
  expect(await lock.isMine()).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe(theirs);
});

it.each(['', '{', '{}', '{"token":1,"holders":[]}', '{"token":"x"}', 'null'])(
  'with %j in it is held while it is young',
  async (text) => {
    await (await taken()).release();
    writeFileSync(path, text);
    expect(await takeLock(path)).toMatchObject({ why: 'busy' });
    utimesSync(path, new Date(), new Date(Date.now() - 11_000));
    expect(await isLocked(path)).toBe(false);
    await taken();
  },
);

it('cannot be had where no file can be made', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await takeLock(join(folder, 'file/a.lock'))).toMatchObject({ kind: 'file', operation: 'write' });
});

it('is nobody’s where its file cannot be read as a lock', async () => {
  const lock = await taken();
  writeFileSync(path, '{');
  expect(await lock.isMine()).toBe(false);
  expect(await isLocked(join(folder, 'x'.repeat(300)))).toBe(false);
});

it('cannot be had where something else than a file is in its place, which stays', async () => {
  mkdirSync(path, { recursive: true });
  expect(await isLocked(path)).toBe(false);
  expect(await takeLock(path)).toEqual({ kind: 'refused', what: path, why: 'busy' });
  expect(readdirSync(join(folder, 'locks'))).toEqual(['a.lock']);
});

async function taken(): Promise<Lock> {
  const lock = await takeLock(path);
  if (lock.kind !== 'ok') throw new Error(lock.kind);
  return lock.value;
}
