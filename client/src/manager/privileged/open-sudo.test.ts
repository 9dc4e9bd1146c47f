import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
    expect(await openWithSudo(['helper'], openTerminal, new AbortController().signal, () => {})).toMatchObject({
      kind: 'file',
      operation: 'write',
    });
    expect(openTerminal).not.toHaveBeenCalled();
    if (!why.startsWith('cannot')) expect(readdirSync(path)).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('sudo in a terminal', () => {
  const terminal = () => ({
    closed: new Promise<string>(() => {}),
    focus: vi.fn(),
    interrupt: vi.fn(),
    close: vi.fn(),
  });

  it('no longer asks once it is cancelled, whatever its terminal does, and leaves nowhere to call back', async () => {
    const [seen, abort, asks] = [terminal(), new AbortController(), vi.fn()];
    let path = '';
    const open = (argv: readonly string[]) => {
      path = argv.at(-1) ?? '';
      return seen;
    };
    const opening = openWithSudo(['helper'], open, abort.signal, asks);
    await vi.waitFor(() => expect(asks).toHaveBeenCalledWith(seen.focus));
    abort.abort();
    expect(await opening).toEqual({ kind: 'cancelled' });
    expect(seen.interrupt).toHaveBeenCalledOnce();
    expect(existsSync(path)).toBe(false);
  });

  it('is not started where it was cancelled before', async () => {
    const open = vi.fn();
    expect(await openWithSudo(['helper'], open, AbortSignal.abort(), () => {})).toEqual({ kind: 'cancelled' });
    expect(open).not.toHaveBeenCalled();
  });
});
