import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import { activatedBy, activates, triggeredUnit } from './activations.ts';

const { snapshot } = sceneOf('/w/z.service', '', {
  '/w/web.socket': '[Socket]\nListenStream=80\nService=web@1.service\n[Install]\nWantedBy=sockets.target\n',
  '/w/web@.service': '[Unit]\nUpholds=db.service\nAfter=x.service\n[Service]\nExecStart=/bin/a\n',
  '/w/db.service': '[Service]\nExecStart=/bin/b\n',
  '/w/sockets.target': '[Unit]\n',
});

function unit(name: string) {
  return unitOf(snapshot, snapshot.file(`/w/${name}`)!)!;
}

it.each([
  ['web.socket', ['triggers web@1.service']],
  ['web@.service', ['pulls db.service']],
  ['sockets.target', ['enabled web.socket']],
  ['db.service', []],
])('%s starts %j', (name, expected) => {
  const found = activates(snapshot, unit(name), `/w/${name}`).filter((one) => !one.unit.endsWith('.slice'));
  expect(found.map((one) => `${one.how} ${one.unit}`)).toEqual(expected);
});

it.each([
  ['web.socket', ['enabled sockets.target']],
  ['db.service', ['pulls web@.service']],
])('%s is started by %j', (name, expected) => {
  expect(activatedBy(snapshot, unit(name), `/w/${name}`).map((one) => `${one.how} ${one.unit}`)).toEqual(expected);
});

it('the value that names what is triggered is told', () => {
  expect(triggeredUnit(unit('web.socket'))?.item?.text).toBe('web@1.service');
  expect(triggeredUnit(unit('db.service'))).toBeUndefined();
});
