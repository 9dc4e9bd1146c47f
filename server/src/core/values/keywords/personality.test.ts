import { expect, it } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { personalityGrammar } from './personality.ts';

it.each([
  [undefined, 'arm', 'set <arm>'],
  ['x86-64', 'x86-64', 'set <x86-64>'],
  ['x86-64', 'x86', 'set <x86>'],
  ['x86-64', 'arm', 'dropped bad-keyword/ignore'],
  ['arm64', 'arm', 'set <arm>'],
  ['arm64', 'x86', 'dropped bad-keyword/ignore'],
  ['riscv64', 'riscv32', 'dropped bad-keyword/ignore'],
  ['x86-64', '', 'reset'],
] as const)('on %s Personality=%s: %s', (architecture, value, expected) => {
  const at = contextOf('Service.Personality', 262, architecture === undefined ? {} : { architecture });
  expect(verdict(personalityGrammar, value, at)).toBe(expected);
});
