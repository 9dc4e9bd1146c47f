import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeInterrupted } from '../src/deploy/guard.ts';
import { nothingToUndo } from '../src/deploy/put-back.ts';
import { fileOf } from '../src/manager/targets/in-memory/target.ts';

const HELPER = fileURLToPath(new URL('../src/helper.ts', import.meta.url));

describe('the helper process', () => {
  let folder: string;
  let record: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'helper-'));
    const kept = [{ path: join(folder, 'a.socket'), before: fileOf('old'), after: fileOf('new') }];
    record = writeInterrupted({ run: '1', target: 'user', undo: { ...nothingToUndo('a.socket'), kept } });
    writeFileSync(join(folder, 'a.socket'), 'new', { mode: 0o644 });
    writeFileSync(join(folder, 'record'), record);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const guarding = async (env: Readonly<Record<string, string>> = {}) => {
    const child = spawn(process.execPath, [HELPER], { env: { ...process.env, ...env }, stdio: 'pipe' });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ready = await lines.next();
    if (ready.done) return { child, ready: undefined };
    child.stdin.write(`${JSON.stringify({ id: 1, do: 'guard', record, path: join(folder, 'record') })}\n`);
    const answer = JSON.parse((await lines.next()).value ?? '');
    expect(answer).toEqual({ id: 1, outcome: { kind: 'ok', value: child.pid } });
    return { child, ready: JSON.parse(ready.value) };
  };

  it.each<[string, (child: ChildProcess) => void]>([
    ['its input is closed', (child) => child.stdin?.end()],
    ['its input ends in the middle of an order', (child) => child.stdin?.end('{"id":2,"do":"wri')],
    ['its terminal is closed', (child) => child.kill('SIGHUP')],
    ['it is asked to end', (child) => child.kill('SIGTERM')],
  ])('puts back what it guards when %s', async (_, end) => {
    const { child, ready } = await guarding();
    expect(ready).toEqual({ ready: true });
    end(child);
    await once(child, 'exit');
    expect(readFileSync(join(folder, 'a.socket'), 'utf8')).toBe('old');
  });

  it('leaves alone what another run has taken over', async () => {
    const { child } = await guarding();
    writeFileSync(join(folder, 'record'), record.replace('"run":"1"', '"run":"2"'));
    child.stdin?.end();
    await once(child, 'exit');
    expect(readFileSync(join(folder, 'a.socket'), 'utf8')).toBe('new');
    expect(existsSync(join(folder, 'record'))).toBe(true);
  });

  it('obeys nobody whose pipe is not of the user who had it started', async () => {
    const { child, ready } = await guarding({ SUDO_UID: String((process.getuid?.() ?? 0) + 1) });
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
    expect([ready, code]).toEqual([undefined, 1]);
  });
});
