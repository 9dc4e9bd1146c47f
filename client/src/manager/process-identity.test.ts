import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { identityOf, isAlive } from './process-identity.ts';

/** No process can have it: it is above the largest that Linux gives. */
const NOBODY = 2 ** 22 + 1;

it.skipIf(process.platform === 'win32')('knows a process that lives, also somebody else’s', async () => {
  expect(await isAlive(await identityOf(process.pid))).toBe(true);
  expect(await isAlive(await identityOf(1))).toBe(true);
  expect(await isAlive({ pid: process.pid, start: undefined })).toBe(true);
});

it.each([NOBODY, 0, -1])('knows that %i is no process', async (pid) => {
  expect(await isAlive({ pid, start: undefined })).toBe(false);
  expect(await identityOf(NOBODY)).toEqual({ pid: NOBODY, start: undefined });
});

it('takes a process that it may not signal for one that lives', async () => {
  const error = (code: string) => Object.assign(new Error(code), { code });
  const kill = vi.spyOn(process, 'kill');
  for (const [code, alive] of [
    ['EPERM', true],
    ['ESRCH', false],
  ] as const) {
    kill.mockImplementation(() => {
      throw error(code);
    });
    expect(await isAlive({ pid: 7, start: undefined })).toBe(alive);
  }
  kill.mockRestore();
});

it('goes by the number where the start is not told', async () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  expect(await isAlive({ pid: NOBODY, start: '1' })).toBe(true);
  kill.mockRestore();
});

it.runIf(process.platform === 'linux')('takes nobody for a process that had the same number before', async () => {
  const self = await identityOf(process.pid);
  expect(self.start).toMatch(/^\d+$/);
  expect(await isAlive({ ...self, start: '1' })).toBe(false);
  expect((await identityOf(1)).start).not.toBe(self.start);
  const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
  // In ticks, of which there are a hundred in a second.
  expect(Number(self.start) / 100).toBeLessThanOrEqual(uptime);
  expect(Number(self.start) / 100).toBeGreaterThan(uptime - process.uptime() - 5);
});
