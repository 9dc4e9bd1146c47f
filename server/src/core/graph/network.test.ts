import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import { unitNetwork } from './network.ts';

const FILES = {
  '/w/web.socket': '[Socket]\nListenStream=80\n[Install]\nWantedBy=sockets.target\n',
  '/w/web.service': '[Unit]\nRequires=db.service\nAfter=db.service gone.service\n[Service]\nExecStart=/bin/a\n',
  '/w/db.service': '[Service]\nExecStart=/bin/b\n',
  '/w/echo.socket': '[Socket]\nListenStream=81\nAccept=yes\n',
  '/w/echo@.service': '[Service]\nExecStart=/bin/a\n',
};

/** The edges around a unit, and whether there are more. */
function around(name: string, limits?: { depth: number; most: number }): readonly string[] {
  const { snapshot } = sceneOf('/w/z.service', '', FILES);
  const unit = unitOf(snapshot, snapshot.file(`/w/${name}`)!)!;
  const { edges, cut } = unitNetwork(snapshot, [{ unit, near: `/w/${name}` }], limits);
  const lines = edges.map(
    ({ from, to, types, enabled }) => `${from} ${types.join()} ${to}${enabled ? ' (enabled)' : ''}`,
  );
  return [...lines, ...(cut ? ['cut'] : [])].toSorted();
}

const NEAR = ['sockets.target Wants web.socket (enabled)', 'web.socket Triggers web.service'];
const FAR = ['web.service After gone.service', 'web.service Requires,After db.service'];

it('has what a unit starts and depends on, and the same the other way round', () => {
  expect(around('web.socket', { depth: 1, most: 9 })).toEqual(NEAR);
  expect(around('web.socket')).toEqual([...NEAR, ...FAR].toSorted());
  expect(around('db.service')).toEqual([...FAR, 'web.socket Triggers web.service'].toSorted());
  expect(around('echo@.service')).toEqual(['echo.socket Triggers echo@.service']);
});

it('has no more units than wanted', () => {
  expect(around('web.socket', { depth: 2, most: 2 })).toEqual(['cut', 'web.socket Triggers web.service']);
});
