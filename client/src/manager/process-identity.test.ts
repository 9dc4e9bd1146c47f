import { expect, it } from 'vitest';
import { identityOf, isAlive } from './process-identity.ts';

/** No process can have it: it is above the largest that Linux gives. */
const NOBODY = 2 ** 22 + 1;

it('knows a process that lives, also somebody else’s', async () => {
  expect(await isAlive(await identityOf(process.pid))).toBe(true);
  expect(await isAlive(await identityOf(1))).toBe(true);
  expect(await isAlive({ pid: process.pid, start: undefined })).toBe(true);
});

it.each([NOBODY, 0, -1])('knows that %i is no process', async (pid) => {
  expect(await isAlive({ pid, start: undefined })).toBe(false);
  expect(await identityOf(NOBODY)).toEqual({ pid: NOBODY, start: undefined });
});

it.runIf(process.platform === 'linux')('takes nobody for a process that had the same number before', async () => {
  const self = await identityOf(process.pid);
  expect(self.start).toMatch(/^\d+$/);
  expect(await isAlive({ ...self, start: '1' })).toBe(false);
  expect((await identityOf(1)).start).not.toBe(self.start);
});
