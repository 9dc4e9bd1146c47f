import { expect, test } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { judgedBy } from './judged-by.ts';

test.each([
  ['/w/a.service', 257, { manager: 'user', managerFrom: 'target', version: 257, versionFrom: 'installed' }],
  ['/etc/systemd/system/a.service', 257, { manager: 'system', managerFrom: 'folder', oldestVerified: undefined }],
  ['/w/a.service', 247, { oldestVerified: undefined }],
  ['/w/a.service', 240, { version: 240, oldestVerified: 247 }],
])('%s by systemd %i', (path, version, expected) => {
  const origin = { version: 'installed', manager: 'target' } as const;
  const { snapshot, file } = sceneOf(path, '[Service]\n', {}, { version, manager: 'user', origin });
  expect(judgedBy(snapshot, file)).toMatchObject(expected);
});
