import { describe, expect, it } from 'vitest';
import { isInstanceOf, isUnitName, prefixOf } from './unit-name.ts';

describe('isUnitName', () => {
  it.each(['foo.socket', 'foo@.service', 'foo@1-127.0.0.1:9999-127.0.0.1:59384.service', '-.mount', 'a\\x2db.service'])(
    'takes %s',
    (name) => expect(isUnitName(name)).toBe(true),
  );

  it.each([
    'foo',
    'foo.conf',
    'foo bar.service',
    'foo;reboot.service',
    '$(id).service',
    'foo\n.service',
    '../foo.service',
    'a/b.service',
    '@x.service',
    '"x".service',
    '',
  ])('refuses %j', (name) => expect(isUnitName(name)).toBe(false));
});

it('knows the instances of a template', () => {
  expect(isInstanceOf('foo@1-a.service', 'foo@.service')).toBe(true);
  expect(isInstanceOf('foo@.service', 'foo@.service')).toBe(false);
  expect(isInstanceOf('foobar@1.service', 'foo@.service')).toBe(false);
  expect(isInstanceOf('foo@1.socket', 'foo@.service')).toBe(false);
  expect(prefixOf('foo@1.service')).toBe('foo');
  expect(prefixOf('foo.bar.service')).toBe('foo.bar');
});
