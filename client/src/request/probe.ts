import type { Listener } from '../../../server/src/protocol/plan.ts';
import { type Cursor, journalEnd } from '../manager/journal.ts';
import { type Outcome, ok } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import { readState, type UnitState } from '../manager/unit-state.ts';
import { type HttpReply, parseReply } from './http-reply.ts';
import { type Answerer, type Connection, findAnswerer } from './instance.ts';
import { sendingOf, type TestRequest } from './test-request.ts';

/** One test request: what was sent, the reply, and what systemd reports about it. */
export interface Probe {
  readonly socket: string;
  /** Whether each connection gets an instance of its own. */
  readonly accept: boolean;
  readonly request: TestRequest;
  /** The destination, for display. */
  readonly to: string;
  readonly reply: HttpReply;
  readonly answerer: Answerer | undefined;
  /** The socket before and after, where there is a manager. */
  readonly before: UnitState | undefined;
  readonly after: UnitState | undefined;
  /** Where the journal ended before the request; undefined where it cannot be read. */
  readonly since: Cursor | undefined;
}

export interface RequestOptions {
  /** How long it may take. */
  readonly seconds?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Seconds that a request may take unless the person wants otherwise. */
export const TIME_LIMIT = 30;

/** What is read of a reply, in bytes; more than is shown, so that it can be saved. */
const LARGEST_REPLY = 16 * 1024 * 1024;

/**
 * Sends a request to a listener, from the machine it is on, and finds out who answered. That the client reports an
 * error is no failure of the probe: how the connection ended is part of the reply.
 */
export async function probe(
  target: Target,
  request: TestRequest,
  listener: Listener,
  connection: Connection,
  { seconds = TIME_LIMIT, signal }: RequestOptions = {},
): Promise<Outcome<Probe>> {
  const sending = sendingOf(request, listener, seconds);
  if (sending === undefined) return { kind: 'unavailable', reason: 'other', detail: listener.value };
  const managed = target.kind === 'dry-run' ? undefined : connection;
  const since = managed === undefined ? undefined : await journalEnd(target);
  const before = await stateOf(target, managed?.socket);
  const former = await stateOf(target, managed?.accept ? undefined : managed?.service);

  const ran = await target.run(sending.argv, {
    input: sending.input,
    timeout: (seconds + 5) * 1000,
    limit: LARGEST_REPLY,
    overflow: 'stop',
    signal,
  });
  if (ran.kind !== 'ok') return ran;

  const reply = parseReply(ran.value);
  const caller = { local: sending.byAddress ? reply.local : undefined, pid: reply.pid ?? ran.value.pid };
  const cursor = since?.kind === 'ok' ? since.value : undefined;
  const answerer =
    managed === undefined || cursor === undefined || reply.ending.kind === 'unreachable'
      ? undefined
      : await findAnswerer(target, managed, caller, cursor, { former, signal });
  const after = await stateOf(target, managed?.socket);
  const { socket, accept } = connection;
  return ok({ socket, accept, request, to: sending.to, reply, answerer, before, after, since: cursor });
}

async function stateOf(target: Target, unit: string | undefined): Promise<UnitState | undefined> {
  if (unit === undefined) return undefined;
  const state = await readState(target, unit);
  return state.kind === 'ok' ? state.value : undefined;
}
