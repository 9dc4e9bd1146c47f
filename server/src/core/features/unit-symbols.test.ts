import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { unitSymbols } from './unit-symbols.ts';

const { snapshot } = sceneOf('/w/web.socket', '[Unit]\nDescription=Listens\n', {
  '/usr/lib/systemd/system/a-web.service': '[Service]\n',
  '/w/web@.service': '[Service]\n',
  '/w/web.socket.d/10-port.conf': '[Socket]\n',
  '/w/other.target': '',
});

it.each([
  ['web', ['web.socket', 'web.socket.d/10-port.conf', 'web@.service', 'a-web.service']],
  ['WSOC', ['web.socket', 'web.socket.d/10-port.conf']],
  ['target', ['other.target']],
  ['xyz', []],
])('%s finds %j', (query, expected) => {
  expect(unitSymbols(snapshot, query, ['/w']).map((symbol) => symbol.name)).toEqual(expected);
});

it('a unit is shown with its description, or else with its folder', () => {
  expect(unitSymbols(snapshot, 'web', ['/w']).map((symbol) => symbol.container)).toEqual([
    'Listens',
    '/w/web.socket.d',
    '/w',
    '/usr/lib/systemd/system',
  ]);
});

it.each([
  ['descr', ['/w/web.socket: Description=Listens']],
  ['description=lis', ['/w/web.socket: Description=Listens']],
  ['istens', []],
  ['de', []],
  ['des.', []],
])('%j finds the assignments %j', (query, expected) => {
  const found = unitSymbols(snapshot, query, ['/w']).filter(({ kind }) => kind === 'directive');
  expect(found.map(({ file, name }) => `${file}: ${name}`)).toEqual(expected);
});

it('assignments are found however many names have the letters of the query', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`/w/unit${at}-clean.service`, '']));
  const big = sceneOf('/w/z.service', '[Service]\nNice=3\n', many).snapshot;
  const found = unitSymbols(big, 'nice', ['/w']);
  expect(found.filter(({ kind }) => kind === 'directive').map(({ name }) => name)).toEqual(['Nice=3']);
  expect(found).toHaveLength(200);
});
