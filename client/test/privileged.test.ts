import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok, outputText } from '../src/manager/outcome.ts';
import { type Channel, privilegedOperations } from '../src/manager/privileged/client.ts';
import { serve } from '../src/manager/privileged/serve.ts';

const RELOAD = ['systemctl', '--no-pager', '--no-ask-password', 'daemon-reload'];

describe('the programs of the privileged helper', () => {
  let folder: string;
  const path = process.env['PATH'];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'privileged-'));
    process.env['PATH'] = `${folder}${delimiter}${path}`;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });
  const program = (name: string, script: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  };

  it('run after it has said so, with their arguments as they are and in plain English', async () => {
    program('systemctl', 'printf "%s|" "$@"; echo "$LC_ALL" >&2; exit 3');
    const { operations, said, end } = connected();
    await operations.acquire({ files: [], units: ['a\\x2d$(b).socket'] });
    const argv = [...RELOAD.slice(0, 3), 'restart', '--', 'a\\x2d$(b).socket'];
    const ran = await operations.run(argv);
    expect(ran).toMatchObject({ kind: 'ok', value: { code: 3, stderr: 'C.UTF-8\n' } });
    expect(ran.kind === 'ok' && outputText(ran.value)).toBe(`${argv.slice(1).join('|')}|`);
    expect(said).toEqual(['agreed to: a\\x2d$(b).socket', `$ ${argv.join(' ')}`]);
    await end();
  });

  it('can be told to stop', async () => {
    program('systemctl', 'exec sleep 60');
    const { operations, end } = connected();
    await operations.acquire({ files: [], units: [] });
    const abort = new AbortController();
    const running = operations.run(RELOAD, { signal: abort.signal });
    setTimeout(() => abort.abort(), 20);
    expect(await running).toEqual({ kind: 'cancelled' });
    await end();
  });

  it('are stopped when the editor is gone, before anything is put back', async () => {
    program('systemctl', `trap 'touch ${'$'}0.stopped; exit' TERM; touch $0.started; while :; do sleep 0.01; done`);
    const { operations, undone, end } = connected(() => readdirSync(folder).includes('systemctl.stopped'));
    await operations.acquire({ files: [], units: [] });
    await operations.guard('record', '/records/1');
    const running = operations.run(RELOAD);
    while (!readdirSync(folder).includes('systemctl.started')) await new Promise((resolve) => setTimeout(resolve, 5));
    await end();
    expect(undone).toEqual([true]);
    expect(await running).toEqual({ kind: 'cancelled' });
  });
});

function connected(look: () => unknown = () => undefined) {
  const [orders, answers, said] = [new PassThrough(), new PassThrough(), [] as string[]];
  const undone: unknown[] = [];
  const served = serve(orders, answers, {
    say: (line) => said.push(line),
    undo: async () => void undone.push(look()),
    objectionToRecord: () => undefined,
  });
  const channel: Channel = {
    send: (line) => orders.write(`${line}\n`),
    onLine: (take) => createInterface({ input: answers }).on('line', take),
    closed: served.then(() => 'gone'),
    close: () => orders.end(),
  };
  const end = async () => {
    orders.end();
    await served;
  };
  return { operations: privilegedOperations(async () => ok(channel)), said, undone, end };
}
