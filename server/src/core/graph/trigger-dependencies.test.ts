import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { loadUnit, unitOf } from '../workspace/effective-unit.ts';
import { triggered } from './trigger-dependencies.ts';

it.each([
  ['a@x.socket', '[Socket]\nListenStream=1\nService=b@%i.service\n', 'b@x.service'],
  ['a@x.socket', '[Socket]\nListenStream=1\n', 'a@x.service'],
  ['a@x.timer', '[Timer]\nOnBootSec=1\nUnit=%p-of-%i.target\n', 'a-of-x.target'],
  ['a.automount', '[Automount]\nWhere=/a\n', 'a.mount'],
])('%s with %j starts %s', (name, text, started) => {
  const { snapshot, file } = sceneOf(`/w/${name}`, text);
  expect(triggered(unitOf(snapshot, file)!)).toMatchObject({ type: 'Triggers', on: started });
});

it('an instance of a template starts what its own name says', () => {
  const { snapshot } = sceneOf('/w/a@.path', '[Path]\nPathExists=/a\nUnit=b@%i.service\n');
  const instance = loadUnit(snapshot, 'a@x.path', '/w/a@.path')!;
  expect(triggered(instance)?.on).toBe('b@x.service');
});
