import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok, outputText } from '../src/manager/outcome.ts';
import { type Channel, privilegedOperations } from '../src/manager/privileged/client.ts';
import { serve } from '../src/manager/privileged/serve.ts';

describe('the privileged helper', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'privileged-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes, reads and removes what the editor orders, bytes and modes as they are', async () => {
    const { operations, said } = connected();
    const path = join(folder, 'a b;$(x).service');
    const bytes = Uint8Array.of(0, 255, 10, 13);
    expect(await operations.write(path, { kind: 'file', bytes, mode: 0o640 }, 'anything')).toEqual(ok(undefined));
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(new Uint8Array(readFileSync(path))).toEqual(bytes);
    expect(await operations.read(path)).toMatchObject({ kind: 'ok', value: { kind: 'file', bytes, mode: 0o640 } });
    expect(await operations.write(path, { kind: 'absent' }, 'anything')).toEqual(ok(undefined));
    expect(await operations.read(path)).toEqual(ok({ kind: 'absent' }));
    expect(said).toEqual([`writing ${path}`, `removing ${path}`]);
  });

  it('runs the programs it is for, after saying so, and no other', async () => {
    const { operations, said } = connected();
    const ran = await operations.run(['cat', '/proc/self/comm']);
    expect(ran.kind === 'ok' && outputText(ran.value)).toBe('cat\n');
    expect(await operations.run(['sh', '-c', 'id'])).toEqual({ kind: 'missing', program: 'sh' });
    expect(said).toEqual(['$ cat /proc/self/comm']);
  });

  it('can be told to stop', async () => {
    const { operations } = connected();
    const abort = new AbortController();
    const running = operations.run(['cat', '/dev/zero'], { signal: abort.signal, limit: 10 });
    setTimeout(() => abort.abort(), 20);
    expect(await running).toEqual({ kind: 'cancelled' });
  });

  it('puts back what it guards when the editor goes, and nothing that was released', async () => {
    const first = connected();
    expect(await first.operations.guard('record 1', join(folder, 'record'))).toEqual(ok(process.pid));
    first.end();
    await vi.waitFor(() => expect(first.undone).toEqual([['record 1', join(folder, 'record')]]));

    const second = connected();
    await second.operations.guard('record 2', join(folder, 'record'));
    await second.operations.release(join(folder, 'record'));
    second.end();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(second.undone).toEqual([]);
  });

  it('is denied where it ends before its first word', async () => {
    const channel: Channel = {
      send: () => {},
      onLine: () => {},
      closed: Promise.resolve('dismissed'),
      close: () => {},
    };
    const operations = privilegedOperations(async () => ok(channel));
    expect(await operations.read('/x')).toEqual({ kind: 'denied', detail: 'dismissed' });
  });
});

function connected() {
  const [orders, answers, said] = [new PassThrough(), new PassThrough(), [] as string[]];
  const channel: Channel = {
    send: (line) => orders.write(`${line}\n`),
    onLine: (take) => createInterface({ input: answers }).on('line', take),
    closed: new Promise(() => {}),
    close: () => orders.end(),
  };
  const undone: (readonly [string, string])[] = [];
  void serve(orders, answers, {
    say: (line) => said.push(line),
    undo: async (record, path) => void undone.push([record, path]),
  });
  return { operations: privilegedOperations(async () => ok(channel)), said, undone, end: () => orders.end() };
}
