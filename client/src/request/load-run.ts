import type { Listener } from '../../../server/src/protocol/plan.ts';
import { type Cursor, journalEnd } from '../manager/journal.ts';
import { type Outcome, ok, outputText } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import { readState, type UnitState } from '../manager/unit-state.ts';
import { type Endpoint, endpointOf, type HttpRequest } from './http-request.ts';
import { type RequestOptions, TIME_LIMIT } from './probe.ts';

/** How much to ask for. */
export interface Load {
  readonly requests: number;
  readonly concurrency: number;
}

/** Enough to reach every limit of a socket, and not enough to do harm. */
export const MOST_REQUESTS = 10_000;
export const MOST_AT_ONCE = 200;

/** One request of a load run. */
export interface Shot {
  /** The HTTP status, 0 where there was none. */
  readonly status: number;
  /** curl's exit status: 0 for a complete reply. */
  readonly exit: number;
  /** Seconds. */
  readonly firstByte: number;
  readonly total: number;
}

export interface LoadReport {
  readonly load: Load;
  readonly url: string;
  readonly shots: readonly Shot[];
  /** Seconds for all of them. */
  readonly seconds: number;
  readonly before: UnitState | undefined;
  readonly after: UnitState | undefined;
  readonly since: Cursor | undefined;
  readonly cancelled: boolean;
}

/** Sends the same request many times, several at once, from the target's machine; what was done before a cancel counts. */
export async function runLoad(
  target: Target,
  request: HttpRequest,
  listener: Listener,
  socket: string,
  load: Load,
  options: RequestOptions & { readonly onShot?: (count: number) => void } = {},
): Promise<Outcome<LoadReport>> {
  const endpoint = endpointOf(listener, request.path);
  if (endpoint === undefined) return { kind: 'unavailable', reason: 'other', detail: listener.value };
  const managed = target.kind !== 'dry-run';
  const since = managed ? await journalEnd(target) : undefined;
  const before = managed ? await stateOf(target, socket) : undefined;
  const shots: Shot[] = [];
  const started = performance.now();
  const ran = await target.run(loadCommand(request, endpoint, load, options.seconds), {
    input: new TextEncoder().encode(loadConfig(endpoint, load)),
    timeout: 300_000,
    signal: options.signal,
    limit: 64 * 1024,
    onOutput: shotReader((shot) => {
      shots.push(shot);
      options.onShot?.(shots.length);
    }),
  });
  const seconds = (performance.now() - started) / 1000;
  const cancelled = ran.kind === 'cancelled';
  if (ran.kind !== 'ok' && !cancelled) return ran;
  if (shots.length === 0 && ran.kind === 'ok' && ran.value.code !== 0 && outputText(ran.value) === '') {
    return { kind: 'exit', ran: ran.value };
  }
  const after = managed ? await stateOf(target, socket) : undefined;
  const cursor = since?.kind === 'ok' ? since.value : undefined;
  return ok({ load, url: endpoint.url, shots, seconds, before, after, since: cursor, cancelled });
}

/** curl with its own parallel transfers: one process, whatever the number. What is sent comes from its configuration. */
export function loadCommand(
  request: HttpRequest,
  endpoint: Endpoint,
  { concurrency }: Load,
  seconds = TIME_LIMIT,
): string[] {
  return [
    'curl',
    '--disable',
    '--silent',
    '--no-progress-meter',
    '--http0.9',
    '--globoff',
    '--path-as-is',
    '--noproxy',
    '*',
    '--max-time',
    String(seconds),
    '--parallel',
    '--parallel-immediate',
    '--parallel-max',
    String(concurrency),
    ...(request.method === 'HEAD' ? ['--head'] : ['--request', request.method]),
    ...request.headers.flatMap((header) => ['--header', header]),
    // A connection that is used again would reach the same instance, or one that is gone.
    '--header',
    'Connection: close',
    ...(request.body === '' ? [] : ['--data-raw', request.body]),
    '--write-out',
    '%{stderr}shot %{http_code} %{exitcode} %{time_starttransfer} %{time_total}\\n',
    ...endpoint.options,
    '--config',
    '-',
  ];
}

/** Two lines for each transfer; curl's configuration takes a value in quotes, with backslashes for quotes and backslashes. */
export function loadConfig(endpoint: Endpoint, { requests }: Load): string {
  const url = endpoint.url.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `url = "${url}"\noutput = "/dev/null"\n`.repeat(Math.min(requests, MOST_REQUESTS));
}

/** Reads what `loadCommand` has curl write of each transfer; some versions put their progress before it on the line. */
export function shotReader(take: (shot: Shot) => void): (chunk: Uint8Array, stream: 'stdout' | 'stderr') => void {
  const decoder = new TextDecoder();
  let rest = '';
  return (chunk, stream) => {
    if (stream !== 'stderr') return;
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, status, exit, firstByte, total] = /shot (\d+) (\d+) ([\d.]+) ([\d.]+)$/.exec(line) ?? [];
      if (total === undefined) continue;
      take({ status: Number(status), exit: Number(exit), firstByte: Number(firstByte), total: Number(total) });
    }
  };
}

async function stateOf(target: Target, unit: string): Promise<UnitState | undefined> {
  const state = await readState(target, unit);
  return state.kind === 'ok' ? state.value : undefined;
}
