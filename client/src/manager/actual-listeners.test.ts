import { expect, it } from 'vitest';
import type { Listener } from '../../../server/src/protocol/plan.ts';
import { actualListeners } from './actual-listeners.ts';

it('puts in what specifiers stand for, and nothing else', () => {
  const unix = listener('%t/my app.sock', { family: 'unix', path: '%t/my app.sock' });
  const port = listener('9999', { family: 'inet', host: undefined, port: 9999, v6: true });
  const [first, second] = actualListeners([unix, port], ['/run/user/1/my app.sock (Stream)', '[::]:9999 (Stream)']);
  expect(first).toMatchObject({ value: '/run/user/1/my app.sock', address: { path: '/run/user/1/my app.sock' } });
  expect(second).toBe(port);
  expect(actualListeners([unix, port], ['/run/user/1/my app.sock (Stream)'])).toEqual([unix, port]);
});

function listener(value: string, address: Listener['address']): Listener {
  return { directive: 'ListenStream', value, description: '', kind: 'stream', address };
}
