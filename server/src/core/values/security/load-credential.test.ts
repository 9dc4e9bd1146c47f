import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { loadCredentialGrammar } from './load-credential.ts';

test.each<[string, number, string, string]>([
  ['Service.LoadCredential', 252, 'foo', 'add <foo:foo>'],
  ['Service.LoadCredential', 262, 'foo:/etc/x', 'add <foo:/etc/x>'],
  ['Service.LoadCredential', 262, 'foo:%t/x', 'add <foo:/run/x>'],
  ['Service.LoadCredential', 262, 'foo:bar', 'add <foo:bar>'],
  ['Service.LoadCredential', 262, 'foo:bar/baz', 'dropped bad-path/ignore'],
  ['Service.LoadCredential', 262, 'foo:/a/../b', 'dropped bad-path/ignore'],
  ['Service.LoadCredential', 262, 'foo:é', 'dropped bad-credential/ignore'],
  ['Service.LoadCredential', 262, ':/x', 'dropped bad-credential/ignore'],
  ['Service.LoadCredential', 262, 'foo:%Z', 'dropped bad-specifier/ignore'],
  ['Service.LoadCredential', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(loadCredentialGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([['Service.LoadCredential', 'foo:/a//./b', 'foo:/a/b']])(
  '%s=%s is corrected to %s',
  (name, value, expected) => {
    expect(firstFixed(loadCredentialGrammar, value, contextOf(name))).toBe(expected);
  },
);
