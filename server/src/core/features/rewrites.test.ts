import { expect, it } from 'vitest';
import { sceneOf } from '../testing/scene.ts';
import { applyEdits } from '../text/edit.ts';
import { english } from '../text/message.ts';
import { rewritesAt } from './rewrites.ts';

/** What is offered at the mark, each with the file that it leaves. */
function offered(path: string, marked: string): Record<string, string> {
  const { snapshot, file, marks } = sceneOf(path, marked);
  const at = { from: marks[0]!, to: marks.at(-1)! };
  return Object.fromEntries(
    rewritesAt(file, at, snapshot.settings).map(({ title, edits }) => [english(title), applyEdits(file.text, edits)]),
  );
}

it('a boolean in other spellings, and all of the file as it', () => {
  const text = '[Socket]\nListenStream=80\nAccept=^on\nKeepAlive=yes\nNoDelay=no\nFreeBind=off\n';
  expect(Object.keys(offered('/w/a.socket', text))).toEqual([
    'Write yes instead of on',
    'Write true instead of on',
    'Write 1 instead of on',
    'Write all booleans of the file as on and off',
  ]);
  expect(offered('/w/a.socket', text)['Write all booleans of the file as on and off']).toBe(
    '[Socket]\nListenStream=80\nAccept=on\nKeepAlive=on\nNoDelay=off\nFreeBind=off\n',
  );
});

it.each([
  ['/w/a.service', '[Service]\nNice=^1\n'],
  ['/w/a.service', '[Unit]\nDescription=^yes\n'],
  ['/w/a.service', '[Service]\nEnvironment=^on\n'],
  ['/w/a.service', '[Service]\nRestart=^no\n'],
])('what only looks like a boolean stays: %s, %j', (path, text) => expect(offered(path, text)).toEqual({}));

it.each([
  ['ListenStream=[2001:0DB8:0:0::1]^:80', 'ListenStream=[2001:db8::1]:80'],
  ['ListenStream=[::FFFF:1.2.3.4]:80^', 'ListenStream=[::ffff:1.2.3.4]:80'],
  ['ListenStream=[fe80:0::1]:80%%eth0^', 'ListenStream=[fe80::1]:80%%eth0'],
])('addresses in their canonical form: %s', (line, expected) => {
  expect(offered('/w/a.socket', `[Socket]\n${line}\n`)).toEqual({
    'Write IPv6 addresses in their canonical form': `[Socket]\n${expected}\n`,
  });
});

it('addresses of lists', () => {
  const [text] = Object.values(offered('/w/a.service', '[Service]\nIPAddressAllow=1.2.3.4 2001:DB8::/32^\n'));
  expect(text).toBe('[Service]\nIPAddressAllow=1.2.3.4 2001:db8::/32\n');
});

it.each(['ListenStream=^80', 'ListenStream=^127.0.0.1:80', 'ListenStream=^[::1]:80', 'ListenStream=/run/a:^b'])(
  '%s has no other form',
  (line) => expect(offered('/w/a.socket', `[Socket]\n${line}\n`)).toEqual({}),
);
