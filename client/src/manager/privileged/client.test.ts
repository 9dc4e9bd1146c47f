import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Outcome, ok } from '../outcome.ts';
import { fileOf } from '../targets/in-memory/target.ts';
import { type Channel, type OpenHelper, privilegedOperations } from './client.ts';
import { type Order, outcomeToWire, READY } from './protocol.ts';

const NONE = { files: [], units: [] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A helper as the client sees it: what it is sent, and what a test has it answer. */
function helper({ ready = true, answers = true } = {}) {
  const sent: Order[] = [];
  let take: (line: string) => void = () => {};
  let end: (why: string) => void = () => {};
  const closed = new Promise<string>((resolve) => {
    end = resolve;
  });
  const answer = (id: number | undefined, outcome: Outcome<unknown>) =>
    take(JSON.stringify({ id, outcome: outcomeToWire(outcome) }));
  const channel: Channel = {
    send: (line) => {
      const order = JSON.parse(line) as Order;
      sent.push(order);
      if (answers && order.do !== 'cancel') answer(order.id, ok(order.do === 'guard' ? 7 : undefined));
    },
    onLine: (given) => {
      take = given;
      if (ready) take(` ${READY}\r`);
    },
    closed,
    close: vi.fn(() => end('closed')),
  };
  return { channel, sent, answer, end, say: (line: string) => take(line) };
}

describe('the operations of a helper', () => {
  it('open it when privileges are asked for, once', async () => {
    const { channel, sent } = helper();
    const open = vi.fn(async () => ok(channel));
    const operations = privilegedOperations(open);
    expect(operations.isOpen()).toBe(false);
    const agreed = { files: ['/u/a'], units: ['a.socket'] };
    const both = await Promise.all([operations.acquire(agreed), operations.acquire(NONE)]);
    expect(both).toEqual([ok(undefined), ok(undefined)]);
    expect([operations.isOpen(), open.mock.calls.length]).toEqual([true, 1]);
    expect(sent).toEqual([
      { id: 1, do: 'agree', agreed },
      { id: 2, do: 'agree', agreed: NONE },
    ]);
  });

  it('open it anew after an attempt that failed in whatever way', async () => {
    const broken = new Error('no folder for the socket');
    const { channel } = helper();
    const gone: Channel = { ...channel, onLine: () => {}, closed: Promise.reject(broken) };
    const unheard: Channel = {
      ...channel,
      onLine: () => {
        throw broken;
      },
    };
    const attempts: (() => Promise<Outcome<Channel>>)[] = [
      () => Promise.reject(broken),
      () => {
        throw broken;
      },
      async () => ok(gone),
      async () => ok(unheard),
      async () => ({ kind: 'missing', program: 'pkexec' }),
    ];
    const kinds = ['unavailable', 'unavailable', 'denied', 'unavailable', 'missing', 'ok'];
    const operations = privilegedOperations(() => (attempts.shift() ?? (async () => ok(channel)))());
    for (const kind of kinds) {
      expect((await operations.acquire(NONE)).kind).toBe(kind);
      expect(operations.isOpen()).toBe(kind === 'ok');
    }
  });

  it('let an old helper’s end be no end of a new one, and close one that came too late', async () => {
    const [first, second, late] = [helper(), helper(), helper()];
    const channels = [first.channel, second.channel];
    let open: (channel: Outcome<Channel>) => void = () => {};
    const operations = privilegedOperations(async () => {
      const next = channels.shift();
      return next ? ok(next) : new Promise((resolve) => (open = resolve));
    });
    await operations.acquire(NONE);
    operations.dispose();
    await operations.acquire(NONE);
    first.end('late');
    await Promise.resolve();
    expect(operations.isOpen()).toBe(true);
    operations.dispose();
    const waiting = operations.acquire(NONE);
    operations.dispose();
    open(ok(late.channel));
    await waiting;
    expect(late.channel.close).toHaveBeenCalled();
    expect(operations.isOpen()).toBe(false);
  });

  it('send each its order', async () => {
    const { channel, sent } = helper();
    const operations = privilegedOperations(async () => ok(channel));
    await operations.acquire(NONE);
    await operations.run(['systemctl'], { privileged: true, timeout: 5, limit: 6, env: { A: 'b' } });
    await operations.run(['systemctl']);
    await operations.write('/u/a', fileOf('A'), { kind: 'absent' });
    await operations.write('/u/a', { kind: 'link', to: 'x' }, 'anything');
    await operations.write('/u/a', { kind: 'absent' }, fileOf('A'));
    await operations.removeFolder('/u');
    expect(await operations.guard('r', '/p')).toEqual(ok(7));
    await operations.release('/p');
    expect(sent.slice(1)).toEqual([
      { id: 2, do: 'run', argv: ['systemctl'], options: { timeout: 5, limit: 6 } },
      { id: 3, do: 'run', argv: ['systemctl'], options: {} },
      {
        id: 4,
        do: 'write',
        path: '/u/a',
        entry: { kind: 'file', base64: 'QQ==', mode: 0o644 },
        was: { kind: 'absent' },
      },
      { id: 5, do: 'write', path: '/u/a', entry: { kind: 'link', to: 'x' }, was: 'anything' },
      {
        id: 6,
        do: 'write',
        path: '/u/a',
        entry: { kind: 'absent' },
        was: { kind: 'file', base64: 'QQ==', mode: 0o644 },
      },
      { id: 7, do: 'removeFolder', path: '/u' },
      { id: 8, do: 'guard', record: 'r', path: '/p' },
      { id: 9, do: 'release', path: '/p' },
    ]);
  });

  it('give each its own answer, bytes and all, in whichever order they come', async () => {
    const one = helper({ answers: false });
    const operations = privilegedOperations(async () => ok(one.channel));
    const acquiring = operations.acquire(NONE);
    await vi.waitFor(() => expect(one.sent).toHaveLength(1));
    one.answer(1, ok(undefined));
    await acquiring;
    const [first, second] = [operations.run(['a']), operations.run(['b'])];
    await vi.waitFor(() => expect(one.sent).toHaveLength(3));
    for (const line of [
      '',
      '{',
      'null',
      '{}',
      READY,
      JSON.stringify({ outcome: 1 }),
      JSON.stringify({ id: 99, outcome: 1 }),
    ])
      one.say(line);
    one.answer(3, { kind: 'missing', program: 'b' });
    one.answer(2, ok({ stdout: Uint8Array.of(0, 255) } as never));
    expect(await second).toEqual({ kind: 'missing', program: 'b' });
    expect(await first).toEqual(ok({ stdout: Uint8Array.of(0, 255) }));
  });

  it('are denied, and ask nobody, before privileges were asked for', async () => {
    const open = vi.fn();
    const operations = privilegedOperations(open);
    const denied = { kind: 'denied', detail: '' };
    expect(await operations.run(['systemctl'])).toEqual(denied);
    expect(await operations.write('/u', { kind: 'absent' }, 'anything')).toEqual(denied);
    expect(await operations.removeFolder('/u')).toEqual(denied);
    expect(await operations.guard('r', '/p')).toEqual(denied);
    expect(await operations.release('/p')).toEqual(denied);
    expect(open).not.toHaveBeenCalled();
  });

  it('open a helper to guard that asks nobody', async () => {
    const { channel } = helper();
    expect(await privilegedOperations(async () => ok(channel), true).guard('r', '/p')).toEqual(ok(7));
  });

  it('are asked for by one question at a time, which gets the focus again and ends when nobody waits for it', async () => {
    const { channel, sent } = helper();
    const [focus, ended] = [vi.fn(), vi.fn()];
    let grant: (outcome: Outcome<Channel>) => void = () => {};
    const open = vi.fn<OpenHelper>((signal, asks) => {
      asks(focus);
      signal.addEventListener('abort', ended);
      return new Promise((resolve) => {
        grant = resolve;
      });
    });
    const operations = privilegedOperations(open);
    const [first, second] = [new AbortController(), new AbortController()];
    const both = [operations.acquire(NONE, first.signal), operations.acquire(NONE, second.signal)];
    expect([open.mock.calls.length, focus.mock.calls.length]).toEqual([1, 1]);
    first.abort();
    expect(await both[0]).toEqual({ kind: 'cancelled' });
    expect(ended).not.toHaveBeenCalled();
    second.abort();
    expect(await both[1]).toEqual({ kind: 'cancelled' });
    expect(ended).toHaveBeenCalledOnce();

    const late = grant;
    const third = operations.acquire(NONE);
    expect([open.mock.calls.length, focus.mock.calls.length]).toEqual([2, 1]);
    const stale = helper();
    late(ok(stale.channel));
    await vi.waitFor(() => expect(stale.channel.close).toHaveBeenCalled());
    expect(operations.isOpen()).toBe(false);
    grant(ok(channel));
    expect(await third).toEqual(ok(undefined));
    expect(sent).toEqual([{ id: 1, do: 'agree', agreed: NONE }]);
    expect(await operations.acquire(NONE, AbortSignal.abort())).toEqual({ kind: 'cancelled' });
  });

  it('cancel what is running, and only while it is', async () => {
    const one = helper({ answers: false });
    const operations = privilegedOperations(async () => ok(one.channel));
    const abort = new AbortController();
    const acquiring = operations.acquire(NONE, abort.signal);
    await vi.waitFor(() => expect(one.sent).toHaveLength(1));
    one.answer(1, ok(undefined));
    await acquiring;
    const running = operations.run(['a'], { signal: abort.signal });
    await vi.waitFor(() => expect(one.sent).toHaveLength(2));
    abort.abort();
    expect(one.sent.slice(2)).toEqual([{ id: 2, do: 'cancel' }]);
    one.answer(2, { kind: 'cancelled' });
    expect(await running).toEqual({ kind: 'cancelled' });
    const late = operations.run(['b'], { signal: abort.signal });
    await vi.waitFor(() =>
      expect(one.sent.slice(3)).toEqual([expect.objectContaining({ id: 3, do: 'run' }), { id: 3, do: 'cancel' }]),
    );
    one.answer(3, { kind: 'cancelled' });
    expect(await late).toEqual({ kind: 'cancelled' });
    expect(one.channel.close).not.toHaveBeenCalled();
  });
});

describe('a helper that does not open', () => {
  it('because it cannot be started: the next may be', async () => {
    const { channel } = helper();
    const missing = { kind: 'missing', program: 'sudo' } as const;
    const open = vi.fn(async (): Promise<Outcome<Channel>> => missing);
    const operations = privilegedOperations(open);
    expect(await operations.acquire(NONE)).toEqual(missing);
    expect(operations.isOpen()).toBe(false);
    open.mockImplementation(async () => ok(channel));
    expect(await operations.acquire(NONE)).toEqual(ok(undefined));
  });

  it('because the person did not want it', async () => {
    const { channel, end } = helper({ ready: false });
    const operations = privilegedOperations(async () => ok(channel));
    end('dismissed');
    expect(await operations.acquire(NONE)).toEqual({ kind: 'denied', detail: 'dismissed' });
    expect(operations.isOpen()).toBe(false);
  });

  it('because it was called off while the person was asked', async () => {
    const { channel } = helper({ ready: false });
    const operations = privilegedOperations(async () => ok(channel));
    const abort = new AbortController();
    const acquiring = operations.acquire(NONE, abort.signal);
    await Promise.resolve();
    await Promise.resolve();
    abort.abort();
    expect(await acquiring).toEqual({ kind: 'cancelled' });
    expect(channel.close).toHaveBeenCalledOnce();
  });
});

describe('a helper that goes', () => {
  it('guards nothing any more: the next one goes when nobody uses it', async () => {
    const [first, second] = [helper(), helper()];
    const open = vi.fn(async () => ok(first.channel));
    const operations = privilegedOperations(open);
    await operations.acquire(NONE);
    await operations.guard('r', '/p');
    first.end('killed');
    await vi.advanceTimersByTimeAsync(0);
    open.mockImplementation(async () => ok(second.channel));
    await operations.acquire(NONE);
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(second.channel.close).toHaveBeenCalledOnce();
  });

  it('fails what was waiting and what follows, and opens again only when asked to', async () => {
    const one = helper({ answers: false });
    const open = vi.fn(async () => ok(one.channel));
    const operations = privilegedOperations(open);
    const acquiring = operations.acquire(NONE);
    await vi.waitFor(() => expect(one.sent).toHaveLength(1));
    one.answer(1, ok(undefined));
    await acquiring;
    const waiting = operations.run(['a']);
    await vi.waitFor(() => expect(one.sent).toHaveLength(2));
    one.end('killed');
    expect(await operations.run(['at once'])).toEqual({ kind: 'denied', detail: 'killed' });
    expect(await waiting).toEqual({ kind: 'denied', detail: 'killed' });
    expect(operations.isOpen()).toBe(false);
    expect((await operations.run(['b'])).kind).toBe('denied');
    const next = helper();
    open.mockImplementation(async () => ok(next.channel));
    expect(await operations.acquire(NONE)).toEqual(ok(undefined));
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('because nobody used it, but not while it guards something', async () => {
    const { channel } = helper();
    const operations = privilegedOperations(async () => ok(channel));
    await operations.acquire(NONE);
    await operations.guard('r', '/p');
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(channel.close).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
    await operations.release('/p');
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    await operations.run(['a']);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    expect(channel.close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(channel.close).toHaveBeenCalledOnce();
    expect(operations.isOpen()).toBe(false);
  });

  it('also where it has refused to guard something, but not while it has an earlier record of that', async () => {
    const one = helper({ answers: false });
    const operations = privilegedOperations(async () => ok(one.channel));
    const order = async (asked: Promise<unknown>, outcome: Outcome<unknown>) => {
      await vi.advanceTimersByTimeAsync(0);
      one.answer(one.sent.length, outcome);
      await asked;
    };
    const refused = { kind: 'refused', what: '/etc/x', why: 'not-agreed' } as const;
    await order(operations.acquire(NONE), ok(undefined));
    await order(operations.guard('r', '/p'), ok(7));
    await order(operations.guard('s', '/p'), refused);
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(one.channel.close).not.toHaveBeenCalled();
    await order(operations.release('/p'), ok(undefined));
    await order(operations.guard('r', '/p'), refused);
    await order(operations.run(['a']), refused);
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(one.channel.close).toHaveBeenCalledOnce();
  });

  it('not while it does something that takes long', async () => {
    const one = helper({ answers: false });
    const operations = privilegedOperations(async () => ok(one.channel));
    const acquiring = operations.acquire(NONE);
    await vi.advanceTimersByTimeAsync(0);
    one.answer(1, ok(undefined));
    await acquiring;
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    const [first, second] = [operations.run(['a']), operations.run(['b'])];
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    expect(one.channel.close).not.toHaveBeenCalled();
    one.answer(2, ok(undefined));
    await first;
    await vi.advanceTimersByTimeAsync(60_000);
    one.answer(3, ok(undefined));
    await second;
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(4 * 60_000 + 59_999);
    expect(one.channel.close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(one.channel.close).toHaveBeenCalledOnce();
  });

  it('because the window is closed', async () => {
    const { channel } = helper();
    const operations = privilegedOperations(async () => ok(channel));
    operations.dispose();
    await operations.acquire(NONE);
    operations.dispose();
    expect(operations.isOpen()).toBe(false);
    await vi.waitFor(() => expect(channel.close).toHaveBeenCalledOnce());
    expect(vi.getTimerCount()).toBe(0);
  });
});
