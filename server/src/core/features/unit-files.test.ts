import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { unitFiles } from './unit-files.ts';

const SOCKET = '[Unit]\nAfter=far.service\n[Socket]\nListenStream=80\n';

it('names the files of a unit, and the folders of the units that it needs', () => {
  const { snapshot, file } = sceneOf('/w/a/web.socket', SOCKET, {
    '/w/a/web.socket.d/x.conf': '[Socket]\nBacklog=1\n',
    '/w/b/web.service': '[Service]\nExecStart=/bin/a\n',
    '/w/c/far.service': '[Service]\nExecStart=/bin/a\n',
    '/w/d/other.service': '[Service]\nExecStart=/bin/a\n',
  });
  expect(unitFiles(snapshot, file)).toEqual({
    unit: 'web.socket',
    manager: 'system',
    fragment: '/w/a/web.socket',
    dropIns: ['/w/a/web.socket.d/x.conf'],
    folders: ['/w/c', '/w/b'],
  });
});

it('knows a unit by its drop-ins alone, and none for a drop-in of many units', () => {
  const dropIn = sceneOf('/w/web.service.d/x.conf', '[Service]\nType=exec\n');
  expect(unitFiles(dropIn.snapshot, dropIn.file)).toMatchObject({ unit: 'web.service', fragment: undefined });
  const shared = sceneOf('/w/service.d/x.conf', '[Service]\nType=exec\n');
  expect(unitFiles(shared.snapshot, shared.file)).toBeUndefined();
});
