import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { english } from '../text/message.ts';
import { securityLens, serviceSecurity } from './security.ts';

const PLAIN = '[Unit]\nDescription=A\n[Service]\nExecStart=/bin/true\n';

it('stands above the section of a service', () => {
  const { snapshot, file } = sceneOf('/u/a.service', PLAIN, {}, { version: 252 });
  const [lens, ...more] = securityLens(snapshot, file);
  expect(more).toEqual([]);
  expect(english(lens!.title)).toBe('Security: 9.6 UNSAFE');
  expect(file.text.slice(lens!.range.from, lens!.range.to)).toBe('Service');
});

it.each([
  ['a socket', '/u/a.socket', '[Socket]\nListenStream=1\n'],
  ['a service without its section', '/u/a.service', '[Unit]\nDescription=A\n'],
  ['a masked service', '/u/a.service', ''],
  ['a drop-in', '/u/a.service.d/a.conf', '[Service]\nNice=1\n'],
  ['a document that was never saved', '/untitled:/Untitled-1', PLAIN],
])('is not there for %s', (_, path, text) => {
  const { snapshot, file } = sceneOf(path, text);
  expect(securityLens(snapshot, file)).toEqual([]);
});

it('says what each thing adds, most first, what is written about it, and what to write', () => {
  const over = { '/u/a.service.d/10-net.conf': '[Service]\nPrivateNetwork=no\nUser=web\n' };
  const { snapshot, file } = sceneOf('/u/a.service', PLAIN, over, { version: 252 });
  const found = serviceSecurity(snapshot, file)!;
  expect([found.unit, found.exposure, found.level]).toEqual(['a.service', '9.2', 'UNSAFE']);
  const [first] = found.rows;
  expect([first!.name, first!.state, first!.exposure, first!.line]).toEqual([
    'PrivateNetwork=',
    'open',
    '0.5',
    'PrivateNetwork=yes',
  ]);
  expect(first!.written.map(({ text, place }) => [text, place.file.path])).toEqual([
    ['PrivateNetwork=no', '/u/a.service.d/10-net.conf'],
  ]);
  const user = found.rows.find(({ field }) => field === 'UserOrDynamicUser')!;
  expect([user.state, user.line, user.written.map(({ text }) => text)]).toEqual(['closed', undefined, ['User=web']]);
});

it('is that of the service for a drop-in, too', () => {
  const { snapshot, file } = sceneOf('/u/a.service.d/a.conf', '[Service]\nNice=1\n', { '/u/a.service': PLAIN });
  expect(serviceSecurity(snapshot, file)?.unit).toBe('a.service');
});

it('is that of no instance in particular for a template', () => {
  const { snapshot, file } = sceneOf('/u/a@.service', PLAIN);
  expect(serviceSecurity(snapshot, file)?.unit).toBe('a@.service');
});
