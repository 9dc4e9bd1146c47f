import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { importCredentialGrammar } from './import-credential.ts';

test.each<[string, number, string, string]>([
  ['Service.ImportCredential', 254, 'foo.*', 'add <foo.*>'],
  ['Service.ImportCredential', 262, 'foo.*:bar.', 'add <foo.*:bar.>'],
  ['Service.ImportCredential', 254, 'foo:bar', 'dropped bad-credential/ignore'],
  ['Service.ImportCredential', 262, 'f*o', 'dropped bad-credential/ignore'],
  ['Service.ImportCredential', 262, 'foo?', 'dropped bad-credential/ignore'],
  ['Service.ImportCredential', 262, 'a:b:c', 'dropped bad-credential/ignore'],
  ['Service.ImportCredential', 262, '*', 'add <*>'],
  ['Service.ImportCredential', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(importCredentialGrammar, value, contextOf(name, version))).toBe(expected);
});
