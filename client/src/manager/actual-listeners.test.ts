import { expect, it } from 'vitest';
import type { Listener } from '../../../server/src/protocol/plan.ts';
import { english } from '../l10n.ts';
import { actualListeners, furtherListeners } from './actual-listeners.ts';

it('puts in what specifiers stand for, and nothing else', () => {
  const unix = listener('%t/my app.sock', { family: 'unix', path: '%t/my app.sock' });
  const port = listener('9999', { family: 'inet', host: undefined, port: 9999, v6: true });
  const [first, second] = actualListeners([unix, port], ['/run/user/1/my app.sock (Stream)', '[::]:9999 (Stream)']);
  expect(first).toMatchObject({ value: '/run/user/1/my app.sock', address: { path: '/run/user/1/my app.sock' } });
  expect(second).toBe(port);
  expect(actualListeners([unix, port], ['/run/user/1/my app.sock (Stream)'])).toEqual([unix, port]);
});

it.each([
  ['9999', { family: 'inet', host: undefined, port: 9999, v6: true }, '[::]:9999 (Stream)', 0],
  ['0.0.0.0:9999', { family: 'inet', host: '0.0.0.0', port: 9999, v6: false }, '0.0.0.0:9999 (Stream)', 0],
  ['[::1]:9999', { family: 'inet', host: '::1', port: 9999, v6: true }, '[::1]:9999 (Stream)', 0],
  ['/run/x', { family: 'unix', path: '/run/x' }, '/run/x (Stream)', 0],
  ['@x', { family: 'abstract', name: 'x' }, '@x (Stream)', 0],
  ['9999', { family: 'inet', host: undefined, port: 9999, v6: true }, '[::]:9999 (Datagram)', 1],
  ['9999', { family: 'inet', host: undefined, port: 9999, v6: true }, '127.0.0.1:9998 (Stream)', 1],
] as const)('with %s in the plan finds of %j in %s so many more: %i', (value, address, listens, count) => {
  expect(furtherListeners([listener(value, address)], [listens], english)).toHaveLength(count);
});

it('offers what drop-ins on the target add, as it can be sent to', () => {
  const plan = [listener('9999', { family: 'inet', host: undefined, port: 9999, v6: true })];
  const further = furtherListeners(plan, ['[::]:9999 (Stream)', '127.0.0.1:9998 (Stream)'], english);
  expect(further).toEqual([
    {
      directive: 'ListenStream',
      value: '127.0.0.1:9998',
      description: 'from what is installed there',
      kind: 'stream',
      address: { family: 'inet', host: '127.0.0.1', port: 9998, v6: false },
    },
  ]);
});

function listener(value: string, address: Listener['address']): Listener {
  return { directive: 'ListenStream', value, description: '', kind: 'stream', address };
}
