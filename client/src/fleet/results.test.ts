import { expect, it } from 'vitest';
import type { FleetEvent, HostStatus, TaskResult } from './events.ts';
import { resultsOf, withLeftOut } from './results.ts';
import { CANCELLED, PUT_BACK, STEP } from './steps.ts';

const NOTHING: TaskResult = { changed: false, failed: false, msg: '', stdout: '', stderr: '', diff: [], items: [] };
const INSTALLED = { items: [{ ...NOTHING, label: '/etc/a.socket', changed: true }] };

function happened(...steps: [task: string, status: HostStatus, result?: Partial<TaskResult>][]): FleetEvent[] {
  return steps.map(([task, status, result]) => ({
    event: 'host',
    host: 'web1',
    task,
    status,
    result: { ...NOTHING, ...result },
  }));
}

it.each([
  ['unchanged', happened([STEP.look, 'ok'], [STEP.install, 'ok'], [STEP.start, 'ok'])],
  ['changed', happened([STEP.look, 'ok'], [STEP.install, 'changed', INSTALLED], [STEP.start, 'changed'])],
  ['changed', happened([STEP.install, 'ok'], [STEP.start, 'changed'])],
  ['unreachable', happened([STEP.look, 'unreachable', { msg: 'no route' }])],
  ['lost', happened([STEP.look, 'ok'], [STEP.reload, 'unreachable', { msg: 'gone' }])],
  [
    'put-back',
    happened([STEP.install, 'changed', INSTALLED], [STEP.start, 'failed'], [STEP.putBack, 'failed', { msg: PUT_BACK }]),
  ],
  ['put-back', happened([STEP.look, 'failed', { msg: 'no python' }])],
  [
    'failed',
    happened([STEP.install, 'changed', INSTALLED], [STEP.start, 'failed'], [STEP.restore, 'failed', { msg: 'full' }]),
  ],
  [
    'cancelled',
    happened(
      [STEP.install, 'changed', INSTALLED],
      [STEP.goOn, 'failed', { msg: CANCELLED }],
      [STEP.putBack, 'failed', { msg: PUT_BACK }],
    ),
  ],
] as const)('%s', (outcome, events) => {
  expect(resultsOf(events)).toMatchObject([{ host: 'web1', outcome }]);
});

it('keeps what was said where it failed first, and the journal', () => {
  const [result] = resultsOf(
    happened(
      [
        STEP.start,
        'failed',
        { msg: 'Unable to start', items: [{ ...NOTHING, label: 'x', failed: true, stderr: 'a\r\nb' }] },
      ],
      [STEP.reason, 'ok', { stdout: 'Address already in use' }],
      [STEP.putBack, 'failed', { msg: PUT_BACK }],
    ),
  );
  expect(result?.failure).toEqual({ step: STEP.start, said: ['a', 'b'], journal: ['Address already in use'] });
});

it('keeps the machines that a check has ruled out in the table', () => {
  const one = (host: string, outcome: 'changed' | 'put-back' | 'unreachable') => ({
    host,
    outcome,
    changed: [],
    steps: 0,
    failure: undefined,
  });
  const checked = [one('web1', 'changed'), one('web2', 'put-back'), one('gone', 'unreachable')];
  const outcomes = withLeftOut(checked, [one('web1', 'put-back')]).map(({ host, outcome }) => [host, outcome]);
  expect(outcomes).toEqual([
    ['web1', 'put-back'],
    ['web2', 'left-out'],
    ['gone', 'unreachable'],
  ]);
});
