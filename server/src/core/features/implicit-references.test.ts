import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { parseUnitName } from '../values/unit-name.ts';
import { implicitReferences } from './implicit-references.ts';

const { snapshot } = sceneOf('/w/z.service', '', {
  '/w/web.socket': '[Unit]\nDescription=A\n[Socket]\nListenStream=80\n',
  '/w/web.service': '[Service]\nExecStart=/bin/a\n',
  '/w/web.timer': '[Timer]\nOnCalendar=daily\n',
  '/w/other.timer': '[Timer]\nOnCalendar=daily\nUnit=web.service\n',
  '/w/echo.socket': '[Socket]\nListenStream=81\nAccept=yes\n',
  '/w/echo@.service': '[Service]\nExecStart=/bin/a\n',
  '/w/echo@one.service': '[Service]\nExecStart=/bin/one\n',
  '/v/echo@two.service': '[Service]\nExecStart=/bin/two\n',
});

it.each([
  ['web.service', ['/w/web.socket: [Socket]', '/w/web.timer: [Timer]']],
  ['web.socket', ['/w/web.service: [Service]']],
  ['other.timer', []],
  ['echo@.service', ['/w/echo.socket: [Socket]', '/w/echo@one.service: [Service]']],
  ['echo@one.service', ['/w/echo@.service: [Service]']],
  ['gone.service', []],
])('of %s: %j', (name, expected) => {
  const found = implicitReferences(snapshot, parseUnitName(name)!, snapshot.file('/w/web.socket')!);
  const said = found.map(({ file, range }) => `${file}: ${snapshot.file(file)!.text.slice(range.from, range.to)}`);
  expect(said.toSorted()).toEqual(expected);
});
