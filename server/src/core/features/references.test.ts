import { describe, expect, it } from 'vitest';
import { sceneOf, textIn } from '../testing/scene.ts';
import { definition, references } from './references.ts';

const OTHERS = {
  '/w/dropped.service.d/a.conf': '[Service]\nNice=3\n',
  '/w/full.service': '[Service]\nNice=2\n',
  '/w/full.service.d/a.conf': '[Service]\nNice=3\n',
  '/w/web.socket': '[Socket]\nListenStream=80\n',
  '/w/web.service': '[Service]\nExecStart=/bin/a\n',
  '/w/db@.service': '[Service]\nExecStart=/bin/b\n',
  '/w/b.service':
    '[Unit]\nAfter=web.service db@1.service\nWants=db@2.service xweb.service\n[Service]\nExecStart=/bin/c\n',
};

describe('definition', () => {
  it.each([
    ['/w/a.service', '[Unit]\nAfter=web.^service\n', ['/w/web.service']],
    ['/w/a.service', '[Unit]\nAfter=db@^1.service\n', ['/w/db@.service']],
    ['/w/a.service', '[Unit]\nAfter=gone.^service\n', []],
    ['/w/a.service', '[Unit]\nAfter=dropped.^service\n', ['/w/dropped.service.d/a.conf']],
    ['/w/a.service', '[Unit]\nAfter=full.^service\n', ['/w/full.service', '/w/full.service.d/a.conf']],
    ['/w/full.service', '[Service]\nNi^ce=1\n', ['/w/full.service.d/a.conf']],
    ['/w/full.service', '[Service]\nTy^pe=exec\n', []],
    ['/w/full.service.d/b.conf', '[Service]\nNi^ce=1\n', ['/w/full.service', '/w/full.service.d/a.conf']],
    ['/w/a.service', '[Unit]\nDescription=web.^service\n', []],
    ['/w/web.socket', '[Soc^ket]\nListenStream=80\n', ['/w/web.service']],
    ['/w/web.service', '[Ser^vice]\nExecStart=/bin/a\n', ['/w/web.socket']],
    ['/w/a.timer', '[Ti^mer]\nOnBootSec=1\n', []],
  ])('of %s, in %j, is %j', (path, marked, expected) => {
    const { snapshot, file, marks } = sceneOf(path, marked, OTHERS);
    expect(definition(snapshot, file, marks[0]!).map(({ target }) => target.file)).toEqual(expected);
  });
});

it.each([
  ['/w/a.service', '[Unit]\nAfter=a.service db@^1.service\n', 'db@1.service'],
  ['/w/web.socket', '[Soc^ket]\nListenStream=80\n', '[Socket]'],
])('the word that leads to a definition, of %s in %j, is %s', (path, marked, word) => {
  const scene = sceneOf(path, marked, OTHERS);
  const origins = definition(scene.snapshot, scene.file, scene.marks[0]!).map(({ origin }) => textIn(scene, origin));
  expect(origins).toEqual([word]);
});

describe('references', () => {
  it.each([
    ['a unit', '/w/web.service', '^[Service]\n', ['/w/b.service: web.service', '/w/web.socket: [Socket]']],
    [
      'a template, with its instances',
      '/w/db@.service',
      '^[Service]\n',
      ['/w/b.service: db@1.service', '/w/b.service: db@2.service'],
    ],
    [
      'the unit at the offset',
      '/w/a.service',
      '[Unit]\nAfter=db@^2.service\n',
      ['/w/a.service: db@2.service', '/w/b.service: db@2.service', '/w/db@.service: [Service]'],
    ],
    ['nobody', '/w/lonely.service', '^[Service]\n', []],
  ])('of %s', (_name, path, marked, expected) => {
    const { snapshot, file, marks } = sceneOf(path, marked, OTHERS);
    const found = references(snapshot, file, marks[0]!).map(
      (one) => `${one.file}: ${snapshot.file(one.file)!.text.slice(one.range.from, one.range.to)}`,
    );
    expect(found.sort()).toEqual(expected);
  });
});
