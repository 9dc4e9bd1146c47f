import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { LISTENER } from '../deploy/plan-for-tests.ts';
import type { RunOptions } from '../manager/target.ts';
import { fails } from '../manager/targets/in-memory/faults.ts';
import type { Said } from '../manager/targets/in-memory/systemd.ts';
import { type MachineInMemory, machineInMemory } from '../manager/targets/in-memory/target.ts';
import { loadCommand, loadConfig, MOST_REQUESTS, runLoad, type Shot, shotReader } from './load-run.ts';

const GET = { method: 'GET', path: '/', headers: [], body: '' } as const;
const LOAD = { requests: 3, concurrency: 2 };
const ENDPOINT = { url: 'http://127.0.0.1:9999/a"b\\c', options: ['--unix-socket', '/run/x'] };

describe('a load run', () => {
  it('counts what each transfer came to, and shows the socket before and after', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const [counts, inputs]: [number[], string[]] = [[], []];
    const machine = withCurl((options) => {
      vi.advanceTimersByTime(1_500);
      inputs.push(new TextDecoder().decode(options.input));
      for (const line of [
        'shot 200 0 0.1 0.2\n',
        'DL% UL% shot 0 56 0.0 ',
        '0.3\nnoise\nshot 1 2 3\n',
        'shot 503 0 1 2',
      ])
        write(options, line);
      write(options, 'shot 200 0 9 9\n', 'stdout');
      return { code: 0 };
    });
    const report = await runLoad(machine.target, GET, LISTENER, 'a.socket', LOAD, {
      onShot: (count) => counts.push(count),
    });
    expect(report).toMatchObject({
      kind: 'ok',
      value: {
        load: LOAD,
        url: 'http://127.0.0.1:9999/',
        shots: [
          { status: 200, exit: 0, firstByte: 0.1, total: 0.2 },
          { status: 0, exit: 56, firstByte: 0, total: 0.3 },
        ],
        before: { unit: 'a.socket' },
        seconds: 1.5,
        after: { unit: 'a.socket' },
        since: '0',
        cancelled: false,
      },
    });
    expect(counts).toEqual([1, 2]);
    expect(inputs).toEqual(['url = "http://127.0.0.1:9999/"\noutput = "/dev/null"\n'.repeat(3)]);
  });

  it('counts what was done before it was cancelled', async () => {
    const machine = withCurl((options) => {
      write(options, 'shot 200 0 0.1 0.2\n');
      return { code: 0 };
    });
    machine.break({
      strikes: ({ argv }) => argv[0] === 'curl',
      told: { when: 'after', failure: () => ({ kind: 'cancelled' }) },
    });
    expect(await run(machine)).toMatchObject({ kind: 'ok', value: { cancelled: true, shots: [{ status: 200 }] } });
  });

  it('fails where curl does, before any transfer', async () => {
    expect(await run(machineInMemory())).toEqual({ kind: 'missing', program: 'curl' });
    expect(await run(withCurl(() => ({ code: 2, stderr: 'unknown option' })))).toMatchObject({
      kind: 'exit',
      ran: { code: 2 },
    });
    expect(await run(withCurl(() => ({ code: 2, stdout: 'curl 7' })))).toMatchObject({
      kind: 'ok',
      value: { shots: [] },
    });
    expect(await run(withCurl(() => ({ code: 0 })))).toMatchObject({ kind: 'ok', value: { shots: [] } });
    const some = withCurl((options) => {
      write(options, 'shot 200 0 0.1 0.2\n');
      return { code: 7 };
    });
    expect(await run(some)).toMatchObject({ kind: 'ok', value: { shots: [{}] } });
  });

  it('asks no manager where there is none', async () => {
    const machine = withCurl(() => ({ code: 0 }));
    const target = { ...machine.target, kind: 'dry-run' } as const;
    const report = await runLoad(target, GET, LISTENER, 'a.socket', LOAD);
    expect(report).toMatchObject({ kind: 'ok', value: { before: undefined, after: undefined, since: undefined } });
    expect(machine.operations.map(({ argv }) => argv[0])).toEqual(['curl']);
  });

  it('works also where journal and manager cannot be asked', async () => {
    for (const nth of [1, 2, 4]) {
      const machine = withCurl(() => ({ code: 0 }));
      machine.break(fails(nth));
      expect(await run(machine), `at ${nth}`).toMatchObject({ kind: 'ok' });
    }
  });

  it('is not sent where HTTP cannot go', async () => {
    const machine = withCurl(() => ({ code: 0 }));
    const fifo = { ...LISTENER, value: '/run/x', kind: 'fifo', address: { family: 'path', path: '/run/x' } } as never;
    expect(await runLoad(machine.target, GET, fifo, 'a.socket', LOAD)).toEqual({
      kind: 'unavailable',
      reason: 'other',
      detail: '/run/x',
    });
    expect(machine.operations).toEqual([]);
  });
});

describe('curl', () => {
  it('is told what to send as arguments, and where as configuration', () => {
    const argv = loadCommand({ ...GET, method: 'POST', headers: ['X: $(y)'], body: '@/etc/passwd' }, ENDPOINT, LOAD);
    expect(argv[0]).toBe('curl');
    expect(argv.slice(-4)).toEqual(['--unix-socket', '/run/x', '--config', '-']);
    for (const pair of [
      ['--parallel-max', '2'],
      ['--request', 'POST'],
      ['--header', 'X: $(y)'],
      ['--header', 'Connection: close'],
      ['--data-raw', '@/etc/passwd'],
    ]) {
      expect(argv.join('\0')).toContain(pair.join('\0'));
    }
    const head = loadCommand({ ...GET, method: 'HEAD' }, ENDPOINT, LOAD);
    expect([head.includes('--head'), head.includes('--request'), head.includes('--data-raw')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is given an address with quotes and backslashes in it, and no more requests than are good', () => {
    expect(loadConfig(ENDPOINT, { ...LOAD, requests: 1 })).toBe(
      'url = "http://127.0.0.1:9999/a\\"b\\\\c"\noutput = "/dev/null"\n',
    );
    expect(loadConfig(ENDPOINT, { ...LOAD, requests: MOST_REQUESTS + 5 }).split('\n')).toHaveLength(
      2 * MOST_REQUESTS + 1,
    );
  });

  it('is read also where a character comes in two parts', () => {
    const shots: Shot[] = [];
    const read = shotReader((shot) => shots.push(shot));
    const bytes = new TextEncoder().encode('é shot 200 0 1 2\n');
    read(bytes.subarray(0, 1), 'stderr');
    read(bytes.subarray(1), 'stderr');
    expect(shots).toEqual([{ status: 200, exit: 0, firstByte: 1, total: 2 }]);
  });
});

function run(machine: MachineInMemory) {
  return runLoad(machine.target, GET, LISTENER, 'a.socket', LOAD);
}

function withCurl(curl: (options: RunOptions) => Said): MachineInMemory {
  return machineInMemory({ programs: { curl: (_, options) => curl(options) } });
}

function write({ onOutput }: RunOptions, text: string, stream: 'stdout' | 'stderr' = 'stderr'): void {
  onOutput?.(new TextEncoder().encode(text), stream);
}
