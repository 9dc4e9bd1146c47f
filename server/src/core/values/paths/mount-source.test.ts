import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { mountSourceGrammar } from './mount-source.ts';

test.each([
  ['Mount.What', 'host:/share', 262, 'set <host:/share>'],
  ['Mount.What', 'UUID=1-2', 262, 'set <UUID=1-2>'],
  ['Mount.What', '', 262, 'reset'],
  ['Mount.What', '%z', 262, 'dropped bad-specifier/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(mountSourceGrammar, value, contextOf(directive, version))).toBe(expected);
});

test('a source has at most 4095 bytes', () => {
  expect(verdict(mountSourceGrammar, `/${'a'.repeat(4095)}`, contextOf('Mount.What'))).toBe(
    'dropped value-too-long/ignore',
  );
});
