import { expect, it } from 'vitest';
import { readEvent } from './events.ts';

it('reads what happened on a machine, with what each file had to say', () => {
  const line = JSON.stringify({
    event: 'host',
    host: 'web1',
    task: 'Install the files',
    status: 'changed',
    result: {
      changed: true,
      msg: 'All items completed',
      items: [{ label: '/etc/a', changed: true, diff: [{ before: '', after: 'x\n' }] }, { label: '/etc/b' }],
    },
  });
  expect(readEvent(line)).toMatchObject({
    host: 'web1',
    status: 'changed',
    result: {
      msg: 'All items completed',
      items: [
        { label: '/etc/a', changed: true, failed: false, diff: [{ before: '', after: 'x\n' }] },
        { label: '/etc/b', changed: false, diff: [] },
      ],
    },
  });
  expect(readEvent('{"event":"task","task":"Look"}')).toEqual({ event: 'task', task: 'Look' });
});

it('takes what a module said that could not be started', () => {
  const result = { module_stdout: '/bin/sh: python3: not found', rc: 127, msg: 'MODULE FAILURE' };
  const event = readEvent(JSON.stringify({ event: 'host', host: 'a', task: 'b', status: 'failed', result }));
  expect(event).toMatchObject({ result: { stdout: '/bin/sh: python3: not found', msg: 'MODULE FAILURE' } });
});

it.each([
  'PLAY [all] ****',
  '',
  '{',
  '{"event":"host"}',
  '{"event":"host","host":"a","status":"odd"}',
  '{"x":1}',
  'null',
])('takes no notice of %j', (line) => {
  expect(readEvent(line)).toBeUndefined();
});
