import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { unitItemAt, unitOfItem } from './unit-item.ts';

const OTHERS = { '/w/db@.service': '[Unit]\nDescription=Database\n[Service]\nExecStart=/bin/b\n' };

it.each([
  ['/w/a.service', '[Unit]\nAfter=db@^1.service\n', 'db@1.service in /w/db@.service: Database'],
  ['/w/a.service', '[Unit]\nAfter=gone.^service\n', undefined],
  ['/w/a.service', '[Uni^t]\nAfter=gone.service\n', 'a.service in /w/a.service: undefined'],
  ['/w/a.service.d/x.conf', '[Uni^t]\nAfter=gone.service\n', undefined],
])('the unit at %s, in %j, is %s', (path, marked, expected) => {
  const { snapshot, file, marks } = sceneOf(path, marked, OTHERS);
  const item = unitItemAt(snapshot, file, marks[0]!);
  expect(item && `${item.name} in ${item.file.path}: ${item.detail}`).toBe(expected);
});

it('an item that comes back is the unit of its name, or else of its file', () => {
  const { snapshot } = sceneOf('/w/a.service', '', OTHERS);
  const file = snapshot.file('/w/db@.service')!;
  expect(unitOfItem(snapshot, file, 'db@7.service')?.name.full).toBe('db@7.service');
  expect(unitOfItem(snapshot, file, 'x')?.name.full).toBe('db@.service');
  expect(unitOfItem(snapshot, file, undefined)?.name.full).toBe('db@.service');
});
