import type { Operations } from '../operations.ts';
import type { Outcome } from '../outcome.ts';
import { entryToWire } from '../wire.ts';
import { type Answer, type Order, outcomeFromWire, READY } from './protocol.ts';

/** The way to a helper that runs: lines go out, lines come in, until it is closed. */
export interface Channel {
  send(line: string): void;
  onLine(take: (line: string) => void): void;
  /** Settles when the other end is gone, with what is known about why. */
  readonly closed: Promise<string>;
  close(): void;
}

/** How long a helper is kept that nobody uses; sudo forgets a password after about the same time. */
const IDLE = 5 * 60_000;

export interface PrivilegedOperations extends Operations {
  /** Has the helper put back what a record says when this process is gone before `release`. Gives the helper's process id. */
  guard(record: string, path: string): Promise<Outcome<number>>;
  release(path: string): Promise<Outcome<void>>;
  /** Whether the helper is there, so that nobody would be asked. */
  isOpen(): boolean;
  dispose(): void;
}

type Distribute<T> = T extends unknown ? Omit<T, 'id'> : never;

/**
 * The operations of a helper with privileges. It is opened by the first of them, which is when the person is asked, serves
 * those that follow, and goes when nothing was asked of it for a while.
 */
export function privilegedOperations(
  open: (signal: AbortSignal | undefined) => Promise<Outcome<Channel>>,
): PrivilegedOperations {
  let session: Promise<Outcome<Session>> | undefined;
  let isOpen = false;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const connect = async (signal: AbortSignal | undefined): Promise<Outcome<Session>> => {
    const opened = await open(signal);
    if (opened.kind !== 'ok') return opened;
    const made = await createSession(opened.value, signal);
    isOpen = made.kind === 'ok';
    if (made.kind === 'ok') void opened.value.closed.then(() => forget());
    return made;
  };
  const forget = () => {
    session = undefined;
    isOpen = false;
    clearTimeout(idle);
  };
  const sessionFor = async (signal: AbortSignal | undefined): Promise<Outcome<Session>> => {
    session ??= connect(signal);
    const connected = await session;
    if (connected.kind !== 'ok') forget();
    return connected;
  };
  const ask = async <T>(order: Distribute<Order>, signal?: AbortSignal): Promise<Outcome<T>> => {
    const connected = await sessionFor(signal);
    if (connected.kind !== 'ok') return connected;
    clearTimeout(idle);
    const outcome = await connected.value.ask<T>(order, signal);
    clearTimeout(idle);
    idle = setTimeout(() => connected.value.close(), IDLE);
    return outcome;
  };

  return {
    acquire: async (signal) => {
      const connected = await sessionFor(signal);
      return connected.kind === 'ok' ? { kind: 'ok', value: undefined } : connected;
    },
    run: (argv, { signal, timeout, limit } = {}) =>
      ask(
        {
          do: 'run',
          argv,
          options: { ...(timeout !== undefined && { timeout }), ...(limit !== undefined && { limit }) },
        },
        signal,
      ),
    read: (path) => ask({ do: 'read', path }),
    write: (path, entry, was) =>
      ask({ do: 'write', path, entry: entryToWire(entry), was: was === 'anything' ? was : entryToWire(was) }),
    removeFolder: (path) => ask({ do: 'removeFolder', path }),
    resolve: (path) => ask({ do: 'resolve', path }),
    guard: (record, path) => ask({ do: 'guard', record, path }),
    release: (path) => ask({ do: 'release', path }),
    isOpen: () => isOpen,
    dispose: () => {
      void session?.then((connected) => connected.kind === 'ok' && connected.value.close());
      forget();
    },
  };
}

interface Session {
  ask<T>(order: Distribute<Order>, signal: AbortSignal | undefined): Promise<Outcome<T>>;
  close(): void;
}

/** Waits for the helper's first word, which comes after the person has said yes. */
async function createSession(channel: Channel, signal: AbortSignal | undefined): Promise<Outcome<Session>> {
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  let count = 0;
  const ready = new Promise<true>((resolve) => {
    channel.onLine((line) => {
      if (line.trim() === READY) resolve(true);
      else settle(waiting, line);
    });
  });
  // Nobody wants to answer a prompt for something that was called off.
  signal?.addEventListener('abort', channel.close, { once: true });
  const first = await Promise.race([ready, channel.closed]);
  signal?.removeEventListener('abort', channel.close);
  if (first !== true) return signal?.aborted ? { kind: 'cancelled' } : { kind: 'denied', detail: first };

  void channel.closed.then((why) => {
    for (const resolve of waiting.values()) resolve({ kind: 'denied', detail: why });
    waiting.clear();
  });
  return {
    kind: 'ok',
    value: {
      close: channel.close,
      ask: <T>(order: Distribute<Order>, signal: AbortSignal | undefined) =>
        new Promise<Outcome<T>>((resolve) => {
          const id = ++count;
          waiting.set(id, (outcome) => resolve(outcome as Outcome<T>));
          signal?.addEventListener('abort', () => channel.send(JSON.stringify({ id, do: 'cancel' })), { once: true });
          channel.send(JSON.stringify({ ...order, id }));
        }),
    },
  };
}

function settle(waiting: Map<number, (outcome: Outcome<unknown>) => void>, line: string): void {
  if (!line.startsWith('{')) return;
  const { id, outcome } = JSON.parse(line) as Answer;
  waiting.get(id)?.(outcomeFromWire(outcome));
  waiting.delete(id);
}
