import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { localOperations } from '../operations.ts';
import { type Outcome, ok, type Ran } from '../outcome.ts';
import type { Entry } from '../target.ts';
import { entryFromWire } from '../wire.ts';
import { type Answer, type Order, outcomeToWire, READY } from './protocol.ts';

/** The programs that the helper runs; whatever else is asked for is refused. */
const PROGRAMS = new Set(['systemctl', 'journalctl', 'systemd-analyze', 'ss', 'cat']);

/**
 * Carries out orders until the other end closes: the helper's whole life. Everything it does is said first, to `say`,
 * where the person can see it. When the other end goes while it guards a run, `undo` puts back what that was changing.
 */
export async function serve(
  orders: Readable,
  answers: Writable,
  {
    say,
    undo,
  }: { readonly say: (line: string) => void; readonly undo: (record: string, path: string) => Promise<void> },
): Promise<void> {
  const running = new Map<number, AbortController>();
  /** By the file that holds the record. */
  const guarded = new Map<string, string>();
  // Whoever would read the answers may be gone; what is to be put back then is put back all the same.
  answers.on('error', () => {});
  const answer = (id: number, outcome: Outcome<unknown>) =>
    answers.write(`${JSON.stringify({ id, outcome: outcomeToWire(outcome) } satisfies Answer)}\n`);
  answers.write(`${READY}\n`);
  for await (const line of createInterface({ input: orders })) {
    const order = JSON.parse(line) as Order;
    if (order.do === 'cancel') {
      running.get(order.id)?.abort();
      continue;
    }
    if (order.do === 'guard' || order.do === 'release') {
      if (order.do === 'guard') guarded.set(order.path, order.record);
      else guarded.delete(order.path);
      answer(order.id, ok(order.do === 'guard' ? process.pid : undefined));
      continue;
    }
    const controller = new AbortController();
    running.set(order.id, controller);
    void carryOut(order, controller.signal, say).then((outcome) => {
      running.delete(order.id);
      answer(order.id, outcome);
    });
  }
  // Nobody is left who could use what still runs.
  for (const controller of running.values()) controller.abort();
  for (const [path, record] of guarded) {
    say('The editor is gone: putting back what it was changing.');
    await undo(record, path);
  }
}

async function carryOut(
  order: Exclude<Order, { do: 'cancel' | 'guard' | 'release' }>,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Outcome<Ran | Entry | string | undefined>> {
  switch (order.do) {
    case 'run':
      if (!PROGRAMS.has(order.argv[0] ?? '')) return { kind: 'missing', program: order.argv[0] ?? '' };
      say(`$ ${order.argv.join(' ')}`);
      return localOperations.run(order.argv, { ...order.options, signal });
    case 'write': {
      say(order.entry.kind === 'absent' ? `removing ${order.path}` : `writing ${order.path}`);
      const was = order.was === 'anything' ? order.was : entryFromWire(order.was);
      const written = await localOperations.write(order.path, entryFromWire(order.entry), was);
      return written.kind === 'ok' ? { kind: 'ok', value: undefined } : written;
    }
    case 'removeFolder': {
      const removed = await localOperations.removeFolder(order.path);
      return removed.kind === 'ok' ? { kind: 'ok', value: undefined } : removed;
    }
    case 'read':
      return localOperations.read(order.path);
    case 'resolve':
      return localOperations.resolve(order.path);
  }
}
