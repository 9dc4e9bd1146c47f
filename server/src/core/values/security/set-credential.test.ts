import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { setCredentialGrammar } from './set-credential.ts';

test.each<[string, number, string, string]>([
  ['Service.SetCredential', 252, 'foo:bar', 'add <foo:bar>'],
  ['Service.SetCredential', 262, 'foo:a\\x00b', 'add <foo:a\\x00b>'],
  ['Service.SetCredential', 262, 'foo:a\\q', 'dropped bad-quoting/ignore'],
  ['Service.SetCredential', 262, 'foo:', 'dropped bad-credential/ignore'],
  ['Service.SetCredential', 262, 'foo', 'dropped bad-credential/ignore'],
  ['Service.SetCredential', 262, 'a/b:x', 'dropped bad-credential/ignore'],
  ['Service.SetCredential', 262, '%Z:x', 'dropped bad-specifier/ignore'],
  ['Service.SetCredential', 262, 'foo:%Z', 'add <foo:%Z>'],
  ['Service.SetCredential', 262, '', 'reset'],
  ['Service.SetCredentialEncrypted', 262, 'foo:Zm9vYg==', 'add <foo:Zm9vYg==>'],
  ['Service.SetCredentialEncrypted', 262, 'foo:Zm9vYg', 'dropped bad-credential/ignore'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(setCredentialGrammar, value, contextOf(name, version))).toBe(expected);
});
