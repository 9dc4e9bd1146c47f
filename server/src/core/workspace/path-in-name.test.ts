import { expect, it } from 'vitest';
import { setting, unitOf } from './effective-unit.ts';
import { createHost } from './host.ts';
import { pathInName } from './path-in-name.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

/** What a mount unit of a name makes of `Where=`. */
function compare(name: string, where: string, manager: 'system' | 'user' = 'system') {
  const path = `/w/${name}`;
  const host = createHost({ ...DEFAULT_SETTINGS, manager });
  host.apply([{ path, layer: 'disk', text: `[Mount]\nWhat=/dev/sda1\nWhere=${where}\n` }]);
  const snapshot = host.snapshot();
  const unit = unitOf(snapshot, snapshot.file(path)!)!;
  return pathInName(setting(unit, 'Mount', 'Where')!, unit.name.prefix, 'mount');
}

it.each([
  ['foo\\x25.mount', '/foo%%', '/foo%', true],
  ['foo.mount', '/foo%%', '/foo%', false],
  ['tmp-x.mount', '%T/x', '/tmp/x', true],
  ['var-tmp-x.mount', '%V/x', '/var/tmp/x', true],
  ['run-x.mount', '%t/x', '/run/x', true],
  ['root-x.mount', '%h/x', '/root/x', true],
  ['mnt-a.mount', '/mnt/%p', '/mnt/mnt-a', false],
  ['mnt.mount', '/mnt/%i', '/mnt/', true],
])('%s with Where=%s is for %s: %s', (name, where, path, matches) => {
  expect(compare(name, where)).toMatchObject({ path, matches });
});

it.each([
  ['host-data.mount', '/%H/data', true],
  ['host-other.mount', '/%H/data', false],
  ['data.mount', '/%H/data', true],
  ['a-b-c.mount', '/a/%m/c', true],
  ['a-b.mount', '/a/%m/c', false],
  ['w-own.mount', '%y', false],
])('what only the machine knows may be anything: %s with Where=%s: %s', (name, where, matches) => {
  expect(compare(name, where)).toMatchObject({ path: undefined, matches });
});

it('a user manager has a runtime directory of its own', () => {
  expect(compare('run-user-7-x.mount', '%t/x', 'user')).toMatchObject({ path: undefined, matches: true });
});
