import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { rootHashGrammar, rootHashSignatureGrammar } from './root-hash.ts';

test.each([
  ['/a b/../c', 'set </a b/../c>'],
  ['00112233445566778899aabbccddeeff', 'set <00112233445566778899aabbccddeeff>'],
  ['0011 2233445566778899aabbccddeeff', 'set <0011 2233445566778899aabbccddeeff>'],
  ['0123', 'dropped value-out-of-range/ignore'],
  ['00112233445566778899aabbccddeeff0', 'dropped bad-number/ignore'],
  ['./x', 'dropped bad-number/ignore'],
  ['', 'reset'],
])('RootHash=%s is %s', (value, expected) => {
  expect(verdict(rootHashGrammar, value, contextOf('Service.RootHash'))).toBe(expected);
});

test.each([
  ['/x', 'set </x>'],
  ['base64:Zm9v', 'set <base64:Zm9v>'],
  ['base64:', 'set <base64:>'],
  ['base64:Z', 'dropped bad-number/ignore'],
  ['Zm9v', 'dropped bad-path/ignore'],
])('RootHashSignature=%s is %s', (value, expected) => {
  expect(verdict(rootHashSignatureGrammar, value, contextOf('Service.RootHashSignature'))).toBe(expected);
});

test('offers to say that it is Base64', () => {
  expect(firstFixed(rootHashSignatureGrammar, 'Zm9v', contextOf('Service.RootHashSignature'))).toBe('base64:Zm9v');
});
