import { expect, it } from 'vitest';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import type { Entry, Target } from '../manager/target.ts';
import { fateOf, readDeployed, recordDeployment, recordEnabled, writeDeployed } from './deployed.ts';
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
  const whole = writeDeployed(recordDeployment(undefined, deployment([]), [], 1));
  expect(readDeployed(whole)).toBeDefined();
  for (const text of ['', '{', '{}', 'null', '[]', '{"version":1}', whole.replace('"version":1', '"version":2')]) {
    expect(readDeployed(text), text).toBeUndefined();
  }
});

it('makes nothing of a record in which anything is missing or of another kind', () => {
  const items = [item('/u/a.socket', file('2'), file('1'))];
  const record = JSON.parse(writeDeployed(recordDeployment(undefined, deployment(items), ['/u/x.d'], 1)));
  const parts = [record, record.files[0]].flatMap((holder) => Object.keys(holder).map((key) => [holder, key]));
  expect(parts.length).toBeGreaterThan(9);
  for (const [holder, key] of parts) {
    const before = holder[key];
    for (const other of [
      ...(key === 'service' ? [] : [undefined]),
      null,
      [null],
      { kind: 'file', base64: '?', mode: 1 },
    ]) {
      holder[key] = other;
      expect(readDeployed(JSON.stringify(record)), `${key}: ${JSON.stringify(other)}`).toBeUndefined();
    }
    holder[key] = before;
  }
  expect(readDeployed(JSON.stringify(record))).toBeDefined();
});

it('keeps what was enabled, and folders once', () => {
  const first = recordEnabled(recordDeployment(undefined, deployment([]), ['/u/a.socket.d'], 1), true);
  expect(first.enabled).toBe(true);
  const second = recordDeployment(first, deployment([]), ['/u/a.socket.d', '/u/b.d'], 2);
  expect(second).toMatchObject({ enabled: true, folders: ['/u/a.socket.d', '/u/b.d'], service: 'a@.service' });
  expect(recordEnabled(second, false)).toEqual({ ...second, enabled: false });
});

it('keeps links and bytes that are no text', () => {
  const odd: Entry = { ...file(''), bytes: Uint8Array.of(0, 255, 10), owner: { uid: 1, gid: 2 }, modified: 3 };
  const record = recordDeployment(
    undefined,
    deployment([
      item('/u/a.socket', { ...file(''), bytes: Uint8Array.of(0, 254) }, { kind: 'link', to: 'x' }),
      item('/u/b', file('b'), odd),
    ]),
    [],
    1,
  );
  expect(readDeployed(writeDeployed(record))).toEqual(record);
});

function item(path: string, wanted: DeployItem['wanted'], installed: Entry): DeployItem {
  return { kind: 'unit', unit: 'a.socket', source: `file://${path}`, path, wanted, installed, change: 'replace' };
}

function deployment(items: readonly DeployItem[]): Deployment {
  const plan = { start: 'a.socket', service: 'a@.service' } as Plan;
  return { plan, target: { id: 'user' } as Target, directory: '/u', items };
}
