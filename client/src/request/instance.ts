import { type Cursor, type JournalEntry, journalSince } from '../manager/journal.ts';
import { withOrphans } from '../manager/orphan-entries.ts';
import type { Target } from '../manager/target.ts';
import { concerning, isInstanceOf } from '../manager/unit-name.ts';
import { type Exit, readInstances, readState, type UnitState } from '../manager/unit-state.ts';

/** The instance that answered a request, and how it ended. */
export interface Answerer {
  /** The instance for Accept=yes, the service itself otherwise; undefined where it could not be told. */
  readonly unit: string | undefined;
  /** `gone`: it ended without a failure, and the manager keeps nothing about such an instance. */
  readonly state: 'running' | 'ended' | 'failed' | 'gone' | 'unknown';
  readonly exit: Exit | undefined;
  /** Of the socket, the service and its instances since just before the request. */
  readonly journal: readonly JournalEntry[];
  /** False where the journal could not be read. */
  readonly journalRead: boolean;
}

/** How an instance is recognised: by curl's end of the connection, or by its process for a Unix socket. */
export interface Caller {
  readonly local: { readonly ip: string; readonly port: number } | undefined;
  readonly pid: number | undefined;
}

export interface Connection {
  readonly socket: string;
  readonly service: string | undefined;
  readonly accept: boolean;
}

/**
 * Looks for the instance that a request was answered by. The journal and the manager lag a little behind the reply, so
 * this asks again for a moment, until the instance has ended.
 *
 * @param options.former The service before the request, so that an earlier run of it is not taken for the answer.
 */
export async function findAnswerer(
  target: Target,
  connection: Connection,
  caller: Caller,
  since: Cursor,
  options: { readonly former?: UnitState | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<Answerer> {
  // A service that ran before goes on running; only one that this request has started is waited for.
  const goesOn = !connection.accept && options.former?.active === 'active';
  const until = performance.now() + (goesOn ? 400 : 1_500);
  let last = false;
  for (let pause = 50; ; pause *= last ? 1 : 2) {
    const answerer = await look(target, connection, caller, since, options);
    const settled = answerer.unit !== undefined && answerer.state !== 'running' && answerer.state !== 'unknown';
    const said = answerer.journal.length > 0 || !answerer.journalRead;
    if (performance.now() + pause > until || options.signal?.aborted) return answerer;
    // The last lines of a process reach the journal a moment after its end has reached the manager.
    if (settled && said && last) return answerer;
    last = settled && said;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function look(
  target: Target,
  { socket, service, accept }: Connection,
  caller: Caller,
  since: Cursor,
  { former, signal }: { readonly former?: UnitState | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Answerer> {
  if (service === undefined)
    return { unit: undefined, state: 'unknown', exit: undefined, journal: [], journalRead: true };
  const concerns = concerning(socket, service);
  const journal = await journalSince(target, since, () => true, signal);
  const all = journal.kind === 'ok' ? journal.value.entries : [];
  const entries = all.filter((entry) => concerns(entry.unit));
  const journalRead = journal.kind === 'ok' && !journal.value.restricted;
  const unit = accept ? await findInstance(target, service, caller, entries) : service;
  if (unit === undefined) return { unit, state: 'unknown', exit: undefined, journal: entries, journalRead };

  const state = await readState(target, unit, { signal });
  const started = new Set(entries.map((entry) => entry.unit).filter((one) => isInstanceOf(one, service)));
  const pid = state.kind === 'ok' ? state.value.execPid : undefined;
  const own = await withOrphans(target, all, { unit, pid, concerns, alone: started.size <= 1 });
  const about = { journal: own.filter((entry) => concernsAnswer(entry.unit, unit, service)), journalRead };
  // An instance that ended well is forgotten at once; asked for it, the manager shows a fresh one without an invocation.
  const known = state.kind === 'ok' && state.value.invocation !== undefined ? state.value : undefined;
  const logged = entries.findLast((entry) => entry.unit === unit && entry.exit !== undefined)?.exit;
  const exit = known?.exit ?? logged;
  if (known === undefined) return { unit, state: exit === undefined ? 'gone' : 'ended', exit, ...about };
  if (known.active === 'failed') return { unit, state: 'failed', exit, ...about };
  const earlier = !accept && known.active === 'inactive' && known.invocation === former?.invocation;
  if (earlier) return { unit, state: 'unknown', exit: undefined, ...about };
  const running = known.active === 'active' || known.active === 'activating' || known.active === 'deactivating';
  return { unit, state: running ? 'running' : 'ended', exit: running ? undefined : exit, ...about };
}

/** Other connections' instances are of no interest once it is known which one answered. */
function concernsAnswer(unit: string, answered: string | undefined, service: string): boolean {
  return answered === undefined || unit === answered || !isInstanceOf(unit, service);
}

async function findInstance(
  target: Target,
  template: string,
  caller: Caller,
  entries: readonly JournalEntry[],
): Promise<string | undefined> {
  const seen = new Set(entries.map((entry) => entry.unit).filter((unit) => isInstanceOf(unit, template)));
  const named = [...seen].findLast((unit) => isFor(unit, caller));
  if (named !== undefined) return named;
  const loaded = await readInstances(target, template);
  const names = loaded.kind === 'ok' ? loaded.value.map((state) => state.unit) : [];
  const known = names.findLast((unit) => isFor(unit, caller));
  if (known !== undefined || caller.local !== undefined) return known;
  // A process may be known by another number where the manager is; the only one that came since is the one.
  const [only, ...others] = seen;
  return others.length === 0 ? only : undefined;
}

/**
 * Whether systemd named the instance after this caller (src/core/socket.c, instance_from_socket): it ends in the remote
 * address and port, or for a Unix socket in process and user, where newer versions add the pidfd's number to the process.
 */
export function isFor(instance: string, { local, pid }: Caller): boolean {
  const name = instance.slice(0, instance.lastIndexOf('.'));
  if (local !== undefined) return name.endsWith(`-${local.ip}:${local.port}`);
  const process = /-(\d+)(?:_\d+)?-\d+$/.exec(name)?.[1];
  return pid !== undefined && process === String(pid);
}
