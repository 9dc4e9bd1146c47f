import type { Memento } from 'vscode';
import type { Listener } from '../../../server/src/protocol/plan.ts';
import { isHttp, type TestRequest } from '../request/test-request.ts';

/** The requests sent to a unit in this workspace, the last one first. */
export interface Remembered {
  readonly request: TestRequest;
  /** The listener as it is written, by which it is found again. */
  readonly listener: string;
}

const MOST = 10;

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
  const others = recentRequests(memory, unit).filter((other) => JSON.stringify(other) !== JSON.stringify(entry));
  await memory.update(keyOf(unit), [entry, ...others].slice(0, MOST));
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
