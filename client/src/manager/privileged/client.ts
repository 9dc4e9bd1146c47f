import type { Operations } from '../operations.ts';
import type { Failure, Outcome } from '../outcome.ts';
import { entryToWire, readJson } from '../wire.ts';
import { type Answer, type Order, outcomeFromWire, READY } from './protocol.ts';

/** The connection to a running helper: lines in both directions, until it is closed. */
export interface Channel {
  send(line: string): void;
  onLine(take: (line: string) => void): void;
  /** Settles when the other end is gone, with what is known about why. */
  readonly closed: Promise<string>;
  close(): void;
}

/** How long an idle helper is kept; sudo caches a password for about the same time. */
const IDLE = 5 * 60_000;

export interface PrivilegedOperations extends Pick<Operations, 'acquire' | 'run' | 'write' | 'removeFolder'> {
  /** Has the helper put back what a record says when this process is gone before `release`. Gives the helper's process id. */
  guard(record: string, path: string): Promise<Outcome<number>>;
  release(path: string): Promise<Outcome<void>>;
  /** Whether the helper is there, so that nobody would be asked. */
  isOpen(): boolean;
  dispose(): void;
}

/**
 * Opens the helper, which asks the person. Ends the question when `signal` is aborted, and hands what brings the question before
 * the person again to `asks`, where there is such a thing.
 */
export type OpenHelper = (signal: AbortSignal, asks: (focus: () => void) => void) => Promise<Outcome<Channel>>;

type Distribute<T> = T extends unknown ? Omit<T, 'id'> : never;

/**
 * The operations of a helper. It is opened by `acquire`, which is when the person is asked. There is one question at a time: who else
 * acquires meanwhile waits for the same one, which gets the focus again, and it is ended when nobody waits for it any more. The helper serves what follows, and goes when nothing
 * was asked of it for a while and it guards nothing. Once it is gone, the person is not asked again within the same operation: later requests
 * are denied.
 *
 * @param asksNobody Whether the helper opens without asking, so that guarding opens it as well.
 */
export function privilegedOperations(open: OpenHelper, asksNobody = false): PrivilegedOperations {
  let session: Promise<Outcome<Session>> | undefined;
  let isOpen = false;
  let [question, focus, waiting] = [new AbortController(), () => {}, 0];
  let idle: ReturnType<typeof setTimeout> | undefined;
  const guarded = new Set<string>();

  /** One that fails, in whatever way, is forgotten, so that the next attempt opens another. */
  const connect = (): Promise<Outcome<Session>> => {
    const { signal } = question;
    const opening = (async () => {
      const opened = await open(signal, (given) => {
        if (!signal.aborted) focus = given;
      });
      return opened.kind === 'ok' ? await createSession(opened.value, signal) : opened;
    })().catch((error): Failure => ({ kind: 'unavailable', reason: 'other', detail: String(error) }));
    const forgetThis = () => {
      if (session === connecting) forget();
    };
    const connecting = opening.then((made) => {
      if (made.kind !== 'ok') forgetThis();
      else if (session === connecting) {
        isOpen = true;
        void made.value.closed.then(forgetThis);
      } else {
        // It was disposed of meanwhile.
        made.value.close();
      }
      return made;
    });
    return connecting;
  };
  const forget = () => {
    session = undefined;
    isOpen = false;
    [question, focus, waiting] = [new AbortController(), () => {}, 0];
    guarded.clear();
    clearTimeout(idle);
  };
  /** Waits for the answer to the question, and no longer than `signal` lets it. */
  const opened = async (signal: AbortSignal | undefined): Promise<Outcome<Session>> => {
    if (signal?.aborted) return { kind: 'cancelled' };
    if (session !== undefined && !isOpen) focus();
    session ??= connect();
    const [asked, joined] = [question, session];
    waiting++;
    let giveUp = () => {};
    const givenUp = new Promise<Failure>((resolve) => {
      giveUp = () => resolve({ kind: 'cancelled' });
    });
    signal?.addEventListener('abort', giveUp, { once: true });
    const outcome = await Promise.race([joined, givenUp]);
    signal?.removeEventListener('abort', giveUp);
    if (session !== joined) return outcome;
    waiting--;
    if (outcome.kind === 'cancelled' && waiting === 0 && !isOpen) {
      forget();
      asked.abort();
    }
    return outcome;
  };
  const ask = async <T>(order: Distribute<Order>, signal?: AbortSignal, opens = false): Promise<Outcome<T>> => {
    const connected = await (opens ? opened(signal) : session);
    if (connected?.kind !== 'ok') return connected ?? { kind: 'denied', detail: '' };
    clearTimeout(idle);
    const outcome = await connected.value.ask<T>(order, signal);
    clearTimeout(idle);
    if (isOpen && guarded.size === 0) idle = setTimeout(() => connected.value.close(), IDLE);
    return outcome;
  };

  return {
    acquire: (agreed, signal) => ask({ do: 'agree', agreed }, signal, true),
    run: (argv, { signal, timeout, limit } = {}) => ask({ do: 'run', argv, options: { timeout, limit } }, signal),
    write: (path, entry, was) =>
      ask({ do: 'write', path, entry: entryToWire(entry), was: was === 'anything' ? was : entryToWire(was) }),
    removeFolder: (path) => ask({ do: 'removeFolder', path }),
    guard: async (record, path) => {
      const isNew = !guarded.has(path);
      guarded.add(path);
      const told = await ask<number>({ do: 'guard', record, path }, undefined, asksNobody);
      // What it refused it does not guard, unless it has an earlier record.
      if (isNew && told.kind !== 'ok') guarded.delete(path);
      return told;
    },
    release: (path) => {
      guarded.delete(path);
      return ask({ do: 'release', path });
    },
    isOpen: () => isOpen,
    dispose: () => {
      void session?.then((connected) => connected.kind === 'ok' && connected.value.close());
      const [asked, asking] = [question, session !== undefined && !isOpen];
      forget();
      if (asking) asked.abort();
    },
  };
}

interface Session extends Pick<Channel, 'close' | 'closed'> {
  ask<T>(order: Distribute<Order>, signal: AbortSignal | undefined): Promise<Outcome<T>>;
}

/** Waits for the helper's first line, which comes after the person has agreed. */
async function createSession(channel: Channel, signal: AbortSignal): Promise<Outcome<Session>> {
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  let [count, gone]: [number, string | undefined] = [0, undefined];
  const ready = new Promise<true>((resolve) => {
    channel.onLine((line) => {
      if (line.trim() === READY) resolve(true);
      else settle(waiting, line);
    });
  });
  if (signal.aborted) channel.close();
  signal.addEventListener('abort', channel.close);
  const closed = channel.closed.catch(String);
  const first = await Promise.race([ready, closed]);
  signal.removeEventListener('abort', channel.close);
  if (first !== true) return signal.aborted ? { kind: 'cancelled' } : { kind: 'denied', detail: first };

  void closed.then((why) => {
    gone = why;
    for (const resolve of waiting.values()) resolve({ kind: 'denied', detail: why });
  });
  const ask = async <T>(order: Distribute<Order>, stop: AbortSignal | undefined): Promise<Outcome<T>> => {
    if (gone !== undefined) return { kind: 'denied', detail: gone };
    const id = ++count;
    const cancel = () => channel.send(JSON.stringify({ id, do: 'cancel' } satisfies Order));
    const answered = new Promise<Outcome<unknown>>((resolve) => waiting.set(id, resolve));
    channel.send(JSON.stringify({ ...order, id }));
    if (stop?.aborted) cancel();
    stop?.addEventListener('abort', cancel);
    const outcome = await answered;
    stop?.removeEventListener('abort', cancel);
    return outcome as Outcome<T>;
  };
  return { kind: 'ok', value: { closed, close: channel.close, ask } };
}

function settle(waiting: Map<number, (outcome: Outcome<unknown>) => void>, line: string): void {
  const answer = readJson(line) as Answer | undefined;
  if (answer?.id === undefined) return;
  waiting.get(answer.id)?.(outcomeFromWire(answer.outcome));
  waiting.delete(answer.id);
}
