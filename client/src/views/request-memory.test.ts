import { expect, it } from 'vitest';
import { LISTENER } from '../deploy/plan-for-tests.ts';
import {
  draftOf,
  lastRequest,
  recentRequests,
  rememberDraft,
  rememberRequest,
  rememberResult,
} from './request-memory.ts';

const GET = { method: 'GET', path: '/', headers: [], body: '' };
const BYTES = { kind: 'bytes', data: 'x', close: true } as const;
const RESULT = { said: '200 OK', milliseconds: 3, at: 5 };

function memento() {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, otherwise?: T) => (kept.has(key) ? (kept.get(key) as T) : (otherwise as T)),
    update: async (key: string, value: unknown) => {
      if (value === undefined) kept.delete(key);
      else kept.set(key, value);
    },
  };
}

it('has each request once, the last one first, with how it went', async () => {
  const memory = memento();
  await rememberRequest(memory, 'a.socket', GET, LISTENER);
  await rememberResult(memory, 'a.socket', { request: GET, listener: '9999' }, RESULT);
  await rememberRequest(memory, 'a.socket', BYTES, LISTENER);
  await rememberRequest(memory, 'a.socket', GET, LISTENER);
  expect(recentRequests(memory, 'a.socket')).toEqual([
    { request: GET, listener: '9999', result: RESULT },
    { request: BYTES, listener: '9999' },
  ]);
  expect(recentRequests(memory, 'b.socket')).toEqual([]);
  expect(lastRequest(memory, 'a.socket', 'bytes')).toEqual(BYTES);
});

it('has the last twenty', async () => {
  const memory = memento();
  for (let count = 0; count < 25; count++) {
    await rememberRequest(memory, 'a.socket', { ...GET, path: `/${count}` }, LISTENER);
  }
  const paths = recentRequests(memory, 'a.socket').map(({ request }) => 'path' in request && request.path);
  expect([paths.length, paths[0], paths.at(-1)]).toEqual([20, '/24', '/5']);
});

it('keeps what was composed until it is sent', async () => {
  const memory = memento();
  await rememberDraft(memory, 'a.socket', { request: BYTES, listener: '9999' });
  expect(draftOf(memory, 'a.socket')).toEqual({ request: BYTES, listener: '9999' });
  expect(draftOf(memory, 'b.socket')).toBeUndefined();
  await rememberRequest(memory, 'a.socket', BYTES, LISTENER);
  expect(draftOf(memory, 'a.socket')).toBeUndefined();
});
