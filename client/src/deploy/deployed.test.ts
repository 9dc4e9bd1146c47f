import { expect, it } from 'vitest';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import type { Entry, Target } from '../manager/target.ts';
import { fateOf, readDeployed, recordDeployment, writeDeployed } from './deployed.ts';
import type { DeployItem, Deployment } from './deployment.ts';

const file = (text: string): Extract<Entry, { kind: 'file' }> => {
  return { kind: 'file', bytes: new TextEncoder().encode(text), mode: 0o644 };
};

it('remembers what was there before the first time, and files of earlier times', () => {
  const first = recordDeployment(
    undefined,
    deployment([item('/u/a.socket', file('1'), file('theirs'))]),
    ['/u/a.socket.d'],
    1,
  );
  const second = recordDeployment(
    first,
    deployment([
      item('/u/a.socket', file('2'), file('1')),
      item('/u/a@.service', file('s'), { kind: 'absent' }),
      { ...item('/ws/handler', file('h'), file('h')), change: 'mode' },
      { ...item('/u/b.service', file('b'), file('b')), change: 'none' },
    ]),
    [],
    2,
  );
  expect(second).toMatchObject({
    target: 'user',
    unit: 'a.socket',
    time: 2,
    folders: ['/u/a.socket.d'],
    enabled: false,
  });
  expect(second.files).toEqual([
    { path: '/u/a.socket', wanted: file('2'), before: file('theirs') },
    { path: '/u/a@.service', wanted: file('s'), before: { kind: 'absent' } },
  ]);
  expect(readDeployed(writeDeployed(second))).toEqual(second);
});

it('knows its own files from those that somebody has changed', () => {
  const deployed = { path: '/u/a.socket', wanted: file('2'), before: file('1') };
  expect(fateOf(deployed, { ...file('2'), owner: { uid: 1, gid: 1 }, modified: 5 })).toBe('ours');
  expect(fateOf(deployed, file('3'))).toBe('changed');
  expect(fateOf(deployed, { kind: 'link', to: '/dev/null' })).toBe('changed');
  expect(fateOf(deployed, { kind: 'absent' })).toBe('gone');
});

it('makes nothing of what it did not write', () => {
  expect(readDeployed('{')).toBeUndefined();
  expect(readDeployed('{"version":2}')).toBeUndefined();
});

function item(path: string, wanted: DeployItem['wanted'], installed: Entry): DeployItem {
  return { kind: 'unit', unit: 'a.socket', source: `file://${path}`, path, wanted, installed, change: 'replace' };
}

function deployment(items: readonly DeployItem[]): Deployment {
  const plan = { start: 'a.socket', service: 'a@.service' } as Plan;
  return { plan, target: { id: 'user' } as Target, directory: '/u', items };
}
