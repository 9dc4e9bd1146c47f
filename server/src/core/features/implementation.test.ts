import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { implementation } from './implementation.ts';

const OTHERS = {
  '/w/web.socket': '[Socket]\nListenStream=80\n',
  '/w/web.service': '[Service]\nExecStart=/bin/a\n',
  '/w/web.service.d/a.conf': '[Service]\nNice=1\n',
  '/w/echo.socket': '[Socket]\nListenStream=81\nAccept=yes\n',
  '/w/echo@.service': '[Service]\nExecStart=/bin/a\n',
  '/w/night.timer': '[Timer]\nOnCalendar=daily\nUnit=web.service\n',
};
const WEB = ['/w/web.service', '/w/web.service.d/a.conf'];

it.each([
  ['/w/web.socket', '[Soc^ket]\nListenStream=80\n', WEB],
  ['/w/web.socket', '[Socket]\nListenStream=^80\n', WEB],
  ['/w/echo.socket', '[Socket]\n^ListenStream=81\nAccept=yes\n', ['/w/echo@.service']],
  ['/w/night.timer', '[Ti^mer]\nOnCalendar=daily\nUnit=web.service\n', WEB],
  ['/w/a.target', '[Unit]\nWants=night.^timer\n', WEB],
  ['/w/a.target', '[Unit]\nWants=web.^service\n', WEB],
  ['/w/a.target', '[Unit]\nWants=gone.^socket\n', []],
  ['/w/lonely.socket', '[Soc^ket]\nListenStream=80\n', []],
  ['/w/web.service', '[Serv^ice]\nExecStart=/bin/a\n', []],
])('of %s, in %j, is %j', (path, marked, expected) => {
  const { snapshot, file, marks } = sceneOf(path, marked, OTHERS);
  expect(implementation(snapshot, file, marks[0]!).map(({ target }) => target.file)).toEqual(expected);
});
