import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { xattrGrammar } from './xattr.ts';

test.each<[string, number, string, string]>([
  ['Socket.XAttrListen', 262, 'user.a=b=c', 'add <user.a=b=c>'],
  ['Socket.XAttrListen', 262, 'user.a', 'dropped bad-name/ignore'],
  ['Socket.XAttrListen', 262, 'a=b', 'dropped bad-name/ignore'],
  ['Socket.XAttrListen', 262, 'user.a=%Z', 'dropped bad-specifier/ignore'],
  ['Socket.XAttrListen', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(xattrGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([['Socket.XAttrListen', 'a=b', 'user.a=b']])(
  '%s=%s is corrected to %s',
  (name, value, expected) => {
    expect(firstFixed(xattrGrammar, value, contextOf(name))).toBe(expected);
  },
);
