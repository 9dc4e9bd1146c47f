import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileOf } from '../targets/in-memory/target.ts';
import { entryToWire } from '../wire.ts';
import { type Order, READY } from './protocol.ts';
import { type Host, serve } from './serve.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (name = 'a.service') => join(folder, name);
const NEW = { entry: entryToWire(fileOf('new', 0o640)), was: { kind: 'absent' } } as const;

// There is no helper with privileges on Windows, whose paths begin otherwise.
const describeHelper = describe.skipIf(process.platform === 'win32');

describeHelper('a helper', () => {
  it('says that it is ready, and does what was agreed to after saying so', async () => {
    const helper = start();
    expect(await helper.next()).toEqual(JSON.parse(READY));
    helper.send({ id: 1, do: 'agree', agreed: { files: [path('x/a.service')], units: ['a.socket'] } });
    expect(await helper.next()).toEqual({ id: 1, outcome: { kind: 'ok' } });
    helper.send({ id: 2, do: 'write', path: path('x/a.service'), ...NEW });
    expect(await helper.next()).toEqual({ id: 2, outcome: { kind: 'ok' } });
    expect([readFileSync(path('x/a.service'), 'utf8'), statSync(path('x/a.service')).mode & 0o777]).toEqual([
      'new',
      0o640,
    ]);
    helper.send({ id: 3, do: 'write', path: path('x/a.service'), entry: { kind: 'absent' }, was: NEW.entry });
    await helper.next();
    helper.send({ id: 4, do: 'removeFolder', path: path('x') });
    expect(await helper.next()).toEqual({ id: 4, outcome: { kind: 'ok' } });
    expect(readdirSync(folder)).toEqual([]);
    expect(helper.said).toEqual([
      `agreed to: ${path('x/a.service')}, a.socket`,
      `writing ${path('x/a.service')}`,
      `removing ${path('x/a.service')}`,
    ]);
    await helper.end();
  });

  it('does nothing before something was agreed to, nor anything else', async () => {
    const helper = start();
    await helper.next();
    mkdirSync(path('x'));
    const orders: readonly Order[] = [
      { id: 1, do: 'write', path: path(), ...NEW },
      { id: 2, do: 'removeFolder', path: path('x') },
      { id: 3, do: 'run', argv: ['sh', '-c', `touch ${path()}`], options: {} },
    ];
    for (let twice = 0; twice < 2; twice++) {
      for (const order of orders) {
        helper.send(order);
        const what = 'path' in order ? order.path : `sh -c touch ${path()}`;
        expect(await helper.next()).toEqual({ id: order.id, outcome: { kind: 'refused', what, why: 'not-agreed' } });
      }
      helper.send({ id: 9, do: 'agree', agreed: { files: [path('other')], units: ['a.socket'] } });
      await helper.next();
    }
    expect(readdirSync(folder)).toEqual(['x']);
    expect(helper.said.filter((line) => !line.startsWith('agreed'))).toEqual([]);
    await helper.end();
  });

  it('gives no file the rights of its owner, and does not write over what is not expected', async () => {
    const helper = start();
    await helper.next();
    helper.send({ id: 1, do: 'agree', agreed: { files: [path()], units: [] } });
    await helper.next();
    helper.send({ id: 2, do: 'write', path: path(), entry: entryToWire(fileOf('x', 0o4755)), was: 'anything' });
    expect(await helper.next()).toMatchObject({ id: 2, outcome: { why: 'special-mode' } });
    writeFileSync(path(), 'theirs');
    helper.send({ id: 3, do: 'write', path: path(), ...NEW });
    expect(await helper.next()).toMatchObject({ id: 3, outcome: { why: 'changed-meanwhile' } });
    helper.send({ id: 4, do: 'write', path: path(), ...NEW, was: 'anything' });
    expect(await helper.next()).toMatchObject({ id: 4, outcome: { kind: 'ok' } });
    expect(readFileSync(path(), 'utf8')).toBe('new');
    await helper.end();
  });

  it.each(['', ' ', '{"id":7,"do":"wri', 'null', '[]', '\0', '{'.repeat(200)])(
    'answers the line %j with a failure, and goes on',
    async (line) => {
      const helper = start();
      await helper.next();
      helper.line(line);
      expect(await helper.next()).toEqual({ outcome: { kind: 'refused', what: line.slice(0, 80), why: 'bad-order' } });
      helper.send({ id: 1, do: 'agree', agreed: { files: [], units: [] } });
      expect(await helper.next()).toMatchObject({ id: 1 });
      await helper.end();
    },
  );

  it.each([
    '{"id":7,"do":"read","path":"/etc/shadow"}',
    '{"id":7,"do":"agree","agreed":{"files":["/etc//a.service"],"units":[]}}',
    '{"id":7,"do":"write","path":"/x","entry":{"kind":"other"},"was":"anything"}',
  ])('answers the order %j to the one who waits for it', async (line) => {
    const helper = start();
    await helper.next();
    helper.line(line);
    expect(await helper.next()).toEqual({
      id: 7,
      outcome: { kind: 'refused', what: line.slice(0, 80), why: 'bad-order' },
    });
    await helper.end();
  });

  it('does nothing but what was agreed to for orders that are cut off anywhere, or have anything else in any place, and goes on', async () => {
    const file = path('x/a.service');
    const orders: readonly Order[] = [
      { id: 1, do: 'agree', agreed: { files: [file], units: ['a.socket'] } },
      { id: 2, do: 'guard', record: 'r', path: '/records/r' },
      { id: 3, do: 'write', path: file, ...NEW },
      { id: 4, do: 'removeFolder', path: path('x') },
      { id: 5, do: 'run', argv: ['journalctl', '--no-pager'], options: { timeout: 1, limit: 1 } },
      { id: 6, do: 'release', path: '/records/other' },
      { id: 7, do: 'cancel' },
    ];
    const helper = start();
    await helper.next();
    const lines = orders.flatMap((order) => {
      const whole = JSON.stringify(order);
      const cut = [...whole].map((_, at) => whole.slice(0, at));
      const changed = [...replacing(order)].map((one) => JSON.stringify(one));
      // What is agreed to in so many words may be done.
      return [...cut, ...(order.do === 'agree' ? changed.filter((line) => !line.includes('elsewhere')) : changed)];
    });
    for (const line of lines) helper.line(line);
    helper.send({ id: 99, do: 'guard', record: 'the real one', path: '/records/last' });
    let answers = 0;
    for (;;) {
      const answer = (await helper.next()) as { readonly id?: unknown; readonly outcome: { readonly kind: string } };
      answers += 1;
      if (answer.id === 99) break;
    }
    expect(answers).toBeGreaterThan(lines.length / 2);
    await helper.end();
    expect(helper.undone.at(-1)).toEqual(['the real one', '/records/last']);
    // Some of the orders are still orders, for the file that some of the agreements still name.
    const written = readdirSync(folder, { recursive: true }).map(String);
    expect(written.filter((name) => !['x', 'x/a.service'].includes(name))).toEqual([]);
  });

  it('takes a fault of its own for a failure of that order', async () => {
    const helper = start({
      say: () => {
        throw new Error('no room');
      },
    });
    await helper.next();
    helper.send({ id: 3, do: 'run', argv: ['journalctl'], options: {} });
    const outcome = { kind: 'unavailable', reason: 'other', detail: 'Error: no room' };
    expect(await helper.next()).toEqual({ id: 3, outcome });
    await helper.end();
  });

  it('passes over the cancelling of what has ended, and answers it with nothing', async () => {
    const helper = start();
    await helper.next();
    helper.send({ id: 5, do: 'cancel' });
    helper.send({ id: 6, do: 'agree', agreed: { files: [], units: [] } });
    expect(await helper.next()).toMatchObject({ id: 6 });
    await helper.end();
  });
});

describeHelper('a helper whose editor is gone', () => {
  const guard = { id: 1, do: 'guard', record: 'r', path: '/records/r' } as const;

  it('puts back what it guards, and says so', async () => {
    const helper = start();
    await helper.next();
    helper.send(guard);
    expect(await helper.next()).toEqual({ id: 1, outcome: { kind: 'ok', value: process.pid } });
    helper.send({ ...guard, record: 's' });
    helper.send({ ...guard, path: '/records/t' });
    await helper.end();
    expect(helper.undone).toEqual([
      ['s', '/records/r'],
      ['r', '/records/t'],
    ]);
    expect(helper.said).toEqual(Array(2).fill('The editor is gone: putting back what it was changing.'));
  });

  it('puts back nothing that was released', async () => {
    const helper = start();
    await helper.next();
    helper.send(guard);
    await helper.next();
    helper.send({ id: 2, do: 'release', path: guard.path });
    expect(await helper.next()).toEqual({ id: 2, outcome: { kind: 'ok' } });
    await helper.end();
    expect([helper.undone, helper.said]).toEqual([[], []]);
  });

  it('guards no record that goes beyond what was agreed to', async () => {
    const agreed = { files: ['/u/a'], units: [] };
    const helper = start({ objectionToRecord: (record, given) => `${record} ${JSON.stringify(given)}` });
    await helper.next();
    helper.send({ id: 2, do: 'agree', agreed });
    await helper.next();
    helper.send(guard);
    const what = `r ${JSON.stringify([agreed])}`;
    expect(await helper.next()).toEqual({ id: 1, outcome: { kind: 'refused', what, why: 'not-agreed' } });
    await helper.end();
    expect(helper.undone).toEqual([]);
  });

  it.each([
    '',
    '{"id":2,"do":"wri',
    '{"id":2,"do":"write","path":"/x","entry":{"kind":"file","mode":1,"base64":"?"},"was":"anything"}',
  ])('does so also where its last line was %j', async (line) => {
    const helper = start();
    await helper.next();
    helper.send(guard);
    helper.cut(line);
    await helper.end();
    expect(helper.undone).toEqual([['r', '/records/r']]);
  });

  it.each([new Error('reset'), undefined])('does so where the connection broke: %s', async (error) => {
    const helper = start();
    await helper.next();
    helper.send(guard);
    await helper.next();
    helper.orders.destroy(error);
    await helper.served;
    expect(helper.undone).toEqual([['r', '/records/r']]);
  });

  it('does so for each record, also where one cannot be put back', async () => {
    const helper = start({
      undo: async (record, path) => {
        if (record === 'r') throw new Error('no');
        helper.undone.push([record, path]);
      },
    });
    await helper.next();
    helper.send(guard);
    helper.send({ ...guard, record: 's', path: '/records/s' });
    await helper.end();
    expect(helper.undone).toEqual([['s', '/records/s']]);
    expect(helper.said).toContain('Error: no');
  });

  it('waits for what is being written, which must not come after it was undone', async () => {
    const helper = start({ undo: async () => void helper.undone.push([String(existsSync(path())), '']) });
    await helper.next();
    helper.send({ id: 2, do: 'agree', agreed: { files: [path()], units: [] } });
    helper.send(guard);
    helper.send({ id: 3, do: 'write', path: path(), ...NEW });
    await helper.end();
    expect(helper.undone).toEqual([['true', '']]);
  });

  it('does so also where nobody takes its answers', async () => {
    const helper = start();
    helper.answers.destroy(new Error('EPIPE'));
    helper.send(guard);
    await helper.end();
    expect(helper.undone).toEqual([['r', '/records/r']]);
  });

  it('takes the error of answers that cannot be written, which would end the process', async () => {
    const [orders, answers] = [new PassThrough(), new PassThrough()];
    const host: Host = { say: () => {}, undo: async () => {}, objectionToRecord: () => undefined };
    const served = serve(orders, answers, host);
    expect(answers.emit('error', new Error('EPIPE'))).toBe(true);
    orders.end();
    await served;
  });

  it('takes a write that fails in an unforeseen way for a failure', async () => {
    const helper = start();
    await helper.next();
    helper.send({ id: 2, do: 'agree', agreed: { files: [path()], units: [] } });
    await helper.next();
    chmodSync(folder, 0o700);
    helper.send({ id: 3, do: 'write', path: path(), ...NEW, entry: { ...NEW.entry, modified: Number.NaN } as never });
    expect(await helper.next()).toMatchObject({ id: 3 });
    await helper.end();
  });
});

function start(host: Partial<Host> = {}) {
  const [orders, answers] = [new PassThrough(), new PassThrough()];
  const [said, undone]: [string[], [string, string][]] = [[], []];
  const lines: unknown[] = [];
  createInterface({ input: answers })
    .on('line', (line) => lines.push(JSON.parse(line)))
    .on('error', () => {});
  const served = serve(orders, answers, {
    say: (line) => said.push(line),
    undo: async (record, file) => void undone.push([record, file]),
    objectionToRecord: () => undefined,
    ...host,
  });
  let taken = 0;
  return {
    orders,
    answers,
    said,
    undone,
    served,
    line: (line: string) => orders.write(`${line}\n`),
    cut: (line: string) => orders.write(line),
    send: (order: Order) => orders.write(`${JSON.stringify(order)}\n`),
    next: async () => {
      await vi.waitFor(() => expect(lines.length).toBeGreaterThan(taken), { interval: 1 });
      return lines[taken++];
    },
    end: async () => {
      orders.end();
      await served;
    },
  };
}

/** A value with each of its parts, at any depth, replaced by something of another kind, or gone. */
function* replacing(value: unknown): Iterable<unknown> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const put = (other: unknown) => (Array.isArray(value) ? [other] : { ...value, [key]: other });
    for (const other of [undefined, null, -1, 1e300, '', '\0', path('elsewhere'), [], {}, [null]]) yield put(other);
    for (const changed of replacing(part)) yield put(changed);
  }
}
