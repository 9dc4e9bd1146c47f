import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openWithSudo } from './open-sudo.ts';

const folder = mkdtempSync(join(tmpdir(), 'open-sudo-'));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform === 'win32')('the folder in which the helper calls back', () => {
  it.each([
    ['cannot be made', join(folder, 'missing')],
    ['has too long a path for a socket', join(folder, 'x'.repeat(120))],
  ])('%s, so that no terminal is opened', async (why, path) => {
    if (!why.startsWith('cannot')) mkdirSync(path, { recursive: true });
    vi.stubEnv('TMPDIR', path);
    const openTerminal = vi.fn();
    expect(await openWithSudo(['helper'], openTerminal, undefined)).toMatchObject({ kind: 'file', operation: 'write' });
    expect(openTerminal).not.toHaveBeenCalled();
    if (!why.startsWith('cannot')) expect(readdirSync(path)).toEqual([]);
  });
});
