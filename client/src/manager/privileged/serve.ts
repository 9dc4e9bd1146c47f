import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { localOperations } from '../operations.ts';
import { type Outcome, ok } from '../outcome.ts';
import type { Agreement } from '../target.ts';
import { entryFromWire } from '../wire.ts';
import { objectionTo } from './agreement.ts';
import { type Answer, idOf, type Order, outcomeToWire, READY, readOrder } from './protocol.ts';

export interface Host {
  /** Shows what is done, where the person can see it. */
  readonly say: (line: string) => void;
  /** Puts back what a record says; the path is that of its file. */
  readonly undo: (record: string, path: string) => Promise<void>;
  /** Why what a record would put back may not be done; undefined where it may. */
  readonly objectionToRecord: (record: string, agreed: readonly Agreement[]) => string | undefined;
}

interface Running {
  readonly id: number;
  readonly controller: AbortController;
  done?: Promise<void>;
}

type Work = Extract<Order, { do: 'run' | 'write' | 'removeFolder' }>;

/**
 * Carries out orders until the other end closes. Nothing is done that was not agreed to, and every operation is
 * shown first. When the other end goes while it guards a run, `undo` puts back what that was changing, whatever else has happened: a line
 * that cannot be read is answered with a failure, and neither an order nor one undo keeps another undo from being done.
 */
export async function serve(orders: Readable, answers: Writable, host: Host): Promise<void> {
  /** By no id: two orders of one id would hide one of them, and it must be waited for all the same. */
  const running = new Set<Running>();
  /** By the file that holds the record. */
  const guarded = new Map<string, string>();
  const agreed: Agreement[] = [];
  // Whoever would read the answers may be gone; what is to be put back then is put back all the same.
  answers.on('error', () => {});
  const answer = (id: number | undefined, outcome: Outcome<unknown>) =>
    answers.write(`${JSON.stringify({ id, outcome: outcomeToWire(outcome) } satisfies Answer)}\n`);
  /** What can be answered at once; undefined for what there is no answer to, or a later one. */
  const answerTo = (order: Exclude<Order, Work>): Outcome<number | undefined> | undefined => {
    switch (order.do) {
      case 'cancel':
        for (const { id, controller } of running) if (id === order.id) controller.abort();
        return undefined;
      case 'agree':
        agreed.push(order.agreed);
        host.say(`agreed to: ${[...order.agreed.files, ...order.agreed.units].join(', ')}`);
        return ok(undefined);
      case 'guard': {
        const objection = host.objectionToRecord(order.record, agreed);
        if (objection !== undefined) return notAgreed(objection);
        guarded.set(order.path, order.record);
        return ok(process.pid);
      }
      case 'release':
        guarded.delete(order.path);
        return ok(undefined);
    }
  };
  const take = (line: string): void => {
    const order = readOrder(line);
    if (order === undefined) answer(idOf(line), { kind: 'refused', what: line.slice(0, 80), why: 'bad-order' });
    else if (isWork(order)) {
      const work: Running = { id: order.id, controller: new AbortController() };
      running.add(work);
      // A fault of ours in one order must not end the helper, with all that it guards.
      work.done = carryOut(order, agreed, work.controller.signal, host.say)
        .catch((error): Outcome<never> => ({ kind: 'unavailable', reason: 'other', detail: String(error) }))
        .then((outcome) => {
          running.delete(work);
          answer(order.id, outcome);
        });
    } else {
      const outcome = answerTo(order);
      if (outcome !== undefined) answer(order.id, outcome);
    }
  };

  answers.write(`${READY}\n`);
  try {
    const lines = createInterface({ input: orders });
    // Destroying a stream does not end it, so that reading its lines would never stop.
    orders.once('close', () => lines.close());
    for await (const line of lines) take(line);
  } catch {
    // The connection broke instead of being closed.
  }
  // Nobody reads the results any more. A write must be complete before it is undone, so these are waited for.
  for (const { controller } of running) controller.abort();
  await Promise.allSettled([...running].map(({ done }) => done));
  for (const [path, record] of guarded) {
    host.say('The editor is gone: putting back what it was changing.');
    await host.undo(record, path).catch((error) => host.say(String(error)));
  }
}

function isWork(order: Order): order is Work {
  return order.do === 'run' || order.do === 'write' || order.do === 'removeFolder';
}

function notAgreed(what: string): Outcome<never> {
  return { kind: 'refused', what, why: 'not-agreed' };
}

async function carryOut(
  order: Work,
  agreed: readonly Agreement[],
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Outcome<unknown>> {
  const objection = objectionTo(order, agreed);
  if (objection !== undefined) return notAgreed(objection);
  switch (order.do) {
    case 'run':
      say(`$ ${order.argv.join(' ')}`);
      return localOperations.run(order.argv, { ...order.options, signal });
    case 'write':
      say(order.entry.kind === 'absent' ? `removing ${order.path}` : `writing ${order.path}`);
      return localOperations.write(
        order.path,
        entryFromWire(order.entry),
        order.was === 'anything' ? order.was : entryFromWire(order.was),
      );
    case 'removeFolder':
      return localOperations.removeFolder(order.path);
  }
}
