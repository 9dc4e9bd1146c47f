import { expect, it } from 'vitest';
import { parseUnitName } from '../values/unit-name.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { pathAfter, renamedName, unitNameOf } from './rename-units.ts';

it.each([
  ['/w/a.service', 'a.service', 'b.service', '/w/b.service'],
  ['/w/a.service.j2', 'a.service', 'b.service', '/w/b.service.j2'],
  ['/w/a.container', 'a.service', 'b.service', '/w/b.container'],
  ['/w/a@.container', 'a@.service', 'b@.service', '/w/b@.container'],
  ['/w/a.pod', 'a-pod.service', 'b-pod.service', '/w/b.pod'],
  ['/w/notes.txt', undefined, 'b.service', undefined],
  ['/w/a.service.d/b.conf', undefined, 'b.service', undefined],
])('%s is the file of %s, and of %s it becomes %s', (path, name, to, expected) => {
  const from = unitNameOf(path, { settings: DEFAULT_SETTINGS });
  expect(from?.full).toBe(name);
  expect(from && pathAfter({ path, from, to: parseUnitName(to)! })).toBe(expected);
});

it.each([
  ['a@.service', 'b@.service', 'a@x.service', 'b@x.service'],
  ['a@.service', 'b@.service', 'a@.service', 'b@.service'],
  ['a@x.service', 'a@y.service', 'a@x.service', 'a@y.service'],
  ['a.service', 'b.service', 'alias.service', 'alias.service'],
])('where %s becomes %s, %s becomes %s', (from, to, name, expected) => {
  const unit = { path: '/w/x', from: parseUnitName(from)!, to: parseUnitName(to)! };
  expect(renamedName(name, unit)).toBe(expected);
});
