import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../src/manager/process.ts';
import type { RunOptions } from '../src/manager/target.ts';

// What is left of programs when the extension host is killed, and that programs with a supervisor are programs like any other.

const PROCESS = new URL('../src/manager/process.ts', import.meta.url).href;

/** An extension host as small as it gets: starts a program, and has its output on its own. */
const HOST = `
  import { runProgram } from ${JSON.stringify(PROCESS)};
  const { argv, options } = JSON.parse(process.argv[1]);
  await runProgram(argv, { ...options, onOutput: (chunk) => process.stdout.write(chunk) });
`;

/** Two processes of a group that never end, one of which can be told that it should. Prints their ids. */
const STUBBORN = ['sh', '-c', 'trap "" TERM; sleep 1000 & echo $$ $!; while :; do sleep 1; done'];
const WILLING = ['sh', '-c', 'sleep 1000 & echo $$ $!; wait'];

/** Runs a host with a program until that has printed ids, kills it, and gives the ids. */
async function orphans(argv: readonly string[], options: RunOptions): Promise<number[]> {
  const host = spawn(process.execPath, ['--input-type=module', '-e', HOST, JSON.stringify({ argv, options })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise<string>((resolve) => {
    let text = '';
    host.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text);
    });
  });
  const ids = said.trim().split(/\s+/).map(Number);
  onTestFinished(() => {
    for (const id of ids.filter(isAlive)) process.kill(id, 'SIGKILL');
  });
  expect(ids.map(isAlive)).toEqual(ids.map(() => true));
  const dead = new Promise((resolve) => host.once('exit', resolve));
  host.kill('SIGKILL');
  await dead;
  return ids;
}

/** A process that has ended stays in the table until somebody takes its status, which in a container may be nobody. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self') || !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

// The host reads the source as it is.
describe.skipIf(process.platform === 'win32' || !process.features.typescript)('when the editor is killed', () => {
  it.each([
    ['without a limit', { timeout: 0 }, WILLING],
    ['with a long limit', { timeout: 300_000 }, WILLING],
    ['that does not want to end', { timeout: 0 }, STUBBORN],
  ])('a program %s is ended with all of its group', async (_, options, argv) => {
    const ids = await orphans(argv, options);
    await expect.poll(() => ids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  });

  it('a program that is asked to end has its time, and its output is taken', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orphans-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [touch, done] = [join(folder, 'cancel'), join(folder, 'done')];
    const script = 'echo $$; until [ -e "$1" ]; do sleep 0.1; done; seq 100000; echo put back >"$2"';
    const ids = await orphans(['sh', '-c', script, 'sh', touch, done], {
      timeout: 0,
      orphaned: { touch, grace: 60_000 },
    });
    await expect.poll(() => ids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    expect(readFileSync(done, 'utf8')).toBe('put back\n');
  });

  it('a program that is asked in vain is ended after that', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orphans-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const touch = join(folder, 'cancel');
    const ids = await orphans(WILLING, { timeout: 0, orphaned: { touch, grace: 500 } });
    await expect.poll(() => ids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    expect(existsSync(touch)).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32').each<[string, RunOptions]>([
  ['with a supervisor', { timeout: 0 }],
  ['with one that takes its output', { timeout: 0, orphaned: { touch: '/none/cancel', grace: 1 } }],
  ['without one', { timeout: 60_000 }],
])('a program %s', (_, options) => {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

  it('has its input, folder, variables and arguments, and its output, status and process id are told', async () => {
    const script = 'pwd; cat; echo "$A|$ELECTRON_RUN_AS_NODE|$1|$2"; echo "$$" >&2; exit 7';
    const argv = ['sh', '-c', script, 'sh', '-e', ' "x" $y\n'];
    const input = new TextEncoder().encode('in\n');
    const ran = await runProgram(argv, { ...options, input, cwd: '/', env: { A: 'b' } });
    if (ran.kind !== 'ok') throw new Error(JSON.stringify(ran));
    expect(text(ran.value.stdout)).toBe('/\nin\nb||-e| "x" $y\n\n');
    expect(ran.value).toMatchObject({ argv, code: 7, signal: undefined, pid: Number(ran.value.stderr) });
  });

  it('may be ended by a signal', async () => {
    expect(await runProgram(['sh', '-c', 'kill -KILL $$'], options)).toMatchObject({
      kind: 'ok',
      value: { code: undefined, signal: 'SIGKILL' },
    });
  });

  it('may be missing, in a folder that is missing, or no program', async () => {
    expect(await runProgram(['no-such-program'], options)).toEqual({ kind: 'missing', program: 'no-such-program' });
    expect(await runProgram(['true'], { ...options, cwd: '/no/folder' })).toMatchObject({
      kind: 'file',
      path: '/no/folder',
      code: 'ENOENT',
    });
    expect(await runProgram(['/etc/passwd'], options)).toMatchObject({ kind: 'file', code: 'EACCES' });
  });

  it('is ended where it is cancelled, with what it has started', async () => {
    const abort = new AbortController();
    let said = '';
    const running = runProgram(WILLING, {
      ...options,
      signal: abort.signal,
      onOutput: (chunk) => {
        said += text(chunk);
        if (said.endsWith('\n')) abort.abort();
      },
    });
    expect(await running).toEqual({ kind: 'cancelled' });
    await expect.poll(() => said.trim().split(' ').map(Number).filter(isAlive)).toEqual([]);
  });
});
