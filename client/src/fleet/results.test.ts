import { expect, it } from 'vitest';
import type { FleetEvent, HostStatus, TaskResult } from './events.ts';
import { resultsOf, withLeftOut } from './results.ts';
import { CANCELLED, LEFT, NEW, PUT_BACK, STEP } from './steps.ts';

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
  ['put-back', happened([STEP.look, 'ok'], [STEP.there, 'unreachable', { msg: 'gone' }])],
  [
    'put-back',
    happened(
      [STEP.install, 'changed', INSTALLED],
      [STEP.start, 'unreachable', { msg: 'gone' }],
      [STEP.putBack, 'failed', { msg: PUT_BACK }],
    ),
  ],
  [
    'lost',
    happened(
      [STEP.install, 'changed', INSTALLED],
      [STEP.start, 'unreachable', { msg: 'gone' }],
      [STEP.putBack, 'failed', { msg: LEFT }],
    ),
  ],
  ['changed', happened([STEP.install, 'changed', INSTALLED], [STEP.tidy, 'unreachable', { msg: 'gone' }])],
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
  expect(result?.failure).toEqual({
    step: STEP.start,
    lost: false,
    said: ['a', 'b'],
    journal: ['Address already in use'],
  });
});

it('keeps the machines that a check has ruled out in the table', () => {
  const one = (host: string, outcome: 'changed' | 'put-back' | 'unreachable') => ({
    host,
    outcome,
    changed: [],
    steps: 0,
    failure: undefined,
    left: [],
  });
  const checked = [one('web1', 'changed'), one('web2', 'put-back'), one('gone', 'unreachable')];
  const outcomes = withLeftOut(checked, [one('web1', 'put-back')]).map(({ host, outcome }) => [host, outcome]);
  expect(outcomes).toEqual([
    ['web1', 'put-back'],
    ['web2', 'left-out'],
    ['gone', 'unreachable'],
  ]);
});

it('keeps what is left on a machine, by this run or by an earlier one', () => {
  const item = (label: string, msg: string) => ({ ...NOTHING, label, msg });
  const kept = (run: number) => ({
    items: [item('/etc/a.socket', `/etc/.${run}.kept`), item('/etc/b', NEW), item('/etc/c', '')],
  });
  const earlier = [STEP.earlier, 'ok', { items: [item('/etc/.1.kept', '/etc/.1.kept')] }] as const;
  const install = [STEP.install, 'changed', INSTALLED] as const;
  const left = (...events: Parameters<typeof happened>) => resultsOf(happened(...events))[0]?.left;
  expect(left([...earlier], [...install], [STEP.left, 'ok', kept(2)])).toEqual([
    { kind: 'earlier', path: '/etc/.1.kept', kept: undefined },
    { kind: 'replaced', path: '/etc/a.socket', kept: '/etc/.2.kept' },
    { kind: 'replaced', path: '/etc/b', kept: undefined },
  ]);
  expect(left([STEP.keep, 'unreachable'], [STEP.left, 'ok', kept(2)])).toMatchObject([
    { kind: 'copy' },
    { kind: 'copy' },
  ]);
  expect(left([...install], [STEP.tidy, 'unreachable'], [STEP.copies, 'ok', kept(2)])).toMatchObject([
    { kind: 'copy' },
    {},
  ]);
});
