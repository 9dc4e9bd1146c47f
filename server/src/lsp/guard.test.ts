import { expect, it, vi } from 'vitest';
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { createGuard } from './guard.ts';

function setUp(check = () => {}) {
  const logged: string[] = [];
  const connection = { console: { error: (text: string) => logged.push(text) } } as unknown as Connection;
  return { guard: createGuard(connection, check), logged };
}

const token = (isCancellationRequested = false) => ({ isCancellationRequested }) as CancellationToken;

it('answers a request with what its handler gives, at once or later', async () => {
  const { guard, logged } = setUp();
  expect(await guard('hover', null, (word: string) => `${word}!`)('x', token())).toBe('x!');
  expect(await guard('hover', null, async (word: string) => `${word}!`)('x', token())).toBe('x!');
  expect(logged).toEqual([]);
});

it('waits one turn, so that it works on what has arrived by then', async () => {
  const { guard } = setUp();
  let text = 'old';
  const answer = guard('hover', '', () => text)(undefined, token());
  setImmediate(() => {
    text = 'newer than it should see';
  });
  text = 'new';
  expect(await answer).toBe('new');
});

it('does nothing for a request that is cancelled while it waits', async () => {
  const { guard, logged } = setUp();
  const handle = vi.fn();
  const cancelled = { isCancellationRequested: false };
  const answer = guard('hover', null, handle)(undefined, cancelled as CancellationToken);
  cancelled.isCancellationRequested = true;
  const error = await answer.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({ code: LSPErrorCodes.RequestCancelled, message: 'hover was cancelled' });
  expect([handle.mock.calls, logged]).toEqual([[], []]);
});

it.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('broken');
    },
  ],
  ['gives a promise that is broken', async () => Promise.reject(new Error('broken'))],
])('answers with the fallback, and logs why, where a handler %s', async (_, handle) => {
  const { guard, logged } = setUp();
  expect(await guard<undefined, unknown>('hover', 'fallback', handle)(undefined, token())).toBe('fallback');
  expect(logged).toEqual([expect.stringMatching(/^hover failed: Error: broken\n +at /)]);
});

it.each([
  ['words', 'hover failed: words'],
  [Object.assign(new Error('no stack'), { stack: undefined }), 'hover failed: no stack'],
])('logs whatever is thrown: %s', async (thrown, line) => {
  const { guard, logged } = setUp();
  const handle = () => {
    throw thrown;
  };
  expect(await guard('hover', null, handle)(undefined, token())).toBeNull();
  expect(logged).toEqual([line]);
});

it('passes on what is refused with a sentence for the person, which is no fault', async () => {
  const refused = new ResponseError(LSPErrorCodes.RequestFailed, 'There is already a unit a.service.');
  const { guard, logged } = setUp();
  await expect(guard('rename', null, () => Promise.reject(refused))(undefined, token())).rejects.toBe(refused);
  expect(logged).toEqual([]);
});

it('does nothing for a request that may not be answered, which is decided when it arrives', async () => {
  const refused = new ResponseError(ErrorCodes.InvalidRequest, 'shut down');
  let isShutDown = false;
  const { guard } = setUp(() => {
    if (isShutDown) throw refused;
  });
  const handle = vi.fn(() => 'answer');
  const asked = guard('hover', '', handle);
  const before = asked(undefined, token());
  isShutDown = true;
  expect(await before).toBe('answer');
  await expect(asked(undefined, token())).rejects.toBe(refused);
  expect(handle).toHaveBeenCalledOnce();
});
