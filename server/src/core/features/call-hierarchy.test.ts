import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { incomingCalls, outgoingCalls, type UnitCall } from './call-hierarchy.ts';

const FILES = {
  '/w/web.socket': '[Socket]\nListenStream=80\n[Install]\nWantedBy=sockets.target\n',
  '/w/web.service': '[Unit]\nRequires=db@1.service\nWants=gone.service\n[Service]\nExecStart=/bin/a\n',
  '/w/db@.service': '[Service]\nExecStart=/bin/b\n',
  '/w/night.timer': '[Timer]\nOnCalendar=daily\nUnit=web.service\n',
  '/w/sockets.target': '[Unit]\nDescription=Sockets\n',
  '/w/echo.socket': '[Socket]\nListenStream=81\nAccept=yes\n',
  '/w/echo@.service': '[Service]\nExecStart=/bin/a\n',
};
const { snapshot } = sceneOf('/w/z.service', '', FILES);

function file(name: string) {
  return snapshot.file(`/w/${name}`)!;
}

/** The units, each with what says so in the file of the starter. */
function said(calls: readonly UnitCall[], starter?: string): string[] {
  return calls.map(({ item, places }) => {
    const { text } = starter === undefined ? item.file : file(starter);
    return `${item.name}: ${places.map(({ from, to }) => text.slice(from, to)).join()}`;
  });
}

it.each([
  ['web.service', ['night.timer: Unit=web.service', 'web.socket: [Socket]']],
  ['web.socket', ['sockets.target: ']],
  ['echo@.service', ['echo.socket: [Socket]']],
  ['db@.service', []],
])('what starts %s', (name, expected) => {
  expect(said(incomingCalls(snapshot, file(name), name)).toSorted()).toEqual(expected);
});

it('what starts an instance', () => {
  expect(said(incomingCalls(snapshot, file('db@.service'), 'db@1.service'))).toEqual([
    'web.service: Requires=db@1.service',
  ]);
});

it.each([
  ['web.socket', ['web.service: [Socket]']],
  ['night.timer', ['web.service: Unit=web.service']],
  ['web.service', ['db@1.service: Requires=db@1.service']],
  ['echo.socket', ['echo@.service: [Socket]']],
  ['sockets.target', ['web.socket: ']],
])('what %s starts', (name, expected) => {
  expect(said(outgoingCalls(snapshot, file(name), undefined), name)).toEqual(expected);
});
