import type { Memento } from 'vscode';
import type { Listener } from '../../../server/src/protocol/plan.ts';
import { isHttp, type TestRequest } from '../request/test-request.ts';

/** The requests sent to a unit in this workspace, the last one first. */
export interface Remembered {
  readonly request: TestRequest;
  /** The listener as it is written, by which it is found again. */
  readonly listener: string;
  /** How it went the last time, where it was sent to its end. */
  readonly result?: Result;
}

export interface Result {
  /** In words, in the language that was spoken then: `200 OK`. */
  readonly said: string;
  readonly milliseconds: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const MOST = 20;

export function recentRequests(memory: Memento, unit: string): readonly Remembered[] {
  return memory.get<readonly Remembered[]>(keyOf(unit), []);
}

export async function rememberRequest(
  memory: Memento,
  unit: string,
  request: TestRequest,
  { value }: Listener,
): Promise<void> {
  const entry: Remembered = { request, listener: value };
  const recent = recentRequests(memory, unit);
  const former = recent.find((other) => isSame(other, entry));
  await memory.update(keyOf(unit), [former ?? entry, ...recent.filter((other) => other !== former)].slice(0, MOST));
  await memory.update(draftKeyOf(unit), undefined);
}

/** Notes how a request went that is remembered. */
export async function rememberResult(memory: Memento, unit: string, sent: Remembered, result: Result): Promise<void> {
  const recent = recentRequests(memory, unit).map((other) => (isSame(other, sent) ? { ...other, result } : other));
  await memory.update(keyOf(unit), recent);
}

/** What was composed and not sent, so that a form which is dismissed loses nothing. */
export function draftOf(memory: Memento, unit: string): Remembered | undefined {
  return memory.get<Remembered>(draftKeyOf(unit));
}

export async function rememberDraft(memory: Memento, unit: string, draft: Remembered): Promise<void> {
  await memory.update(draftKeyOf(unit), draft);
}

function isSame(one: Remembered, other: Remembered): boolean {
  return one.listener === other.listener && JSON.stringify(one.request) === JSON.stringify(other.request);
}

/** The last request of the kind, or the first there ever is. */
export function lastRequest<K extends 'http' | 'bytes'>(
  memory: Memento,
  unit: string,
  kind: K,
): Extract<TestRequest, K extends 'http' ? { method: string } : { kind: 'bytes' }> {
  type Wanted = ReturnType<typeof lastRequest<K>>;
  const found = recentRequests(memory, unit).find(({ request }) => isHttp(request) === (kind === 'http'));
  const first =
    kind === 'http'
      ? { method: 'GET', path: '/', headers: [], body: '' }
      : { kind: 'bytes', data: 'hello\\n', close: true };
  return (found?.request ?? first) as Wanted;
}

function keyOf(unit: string): string {
  return `systemd.requests:${unit}`;
}

function draftKeyOf(unit: string): string {
  return `systemd.requestDraft:${unit}`;
}
