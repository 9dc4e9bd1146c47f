import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { removedDirectiveGrammar } from './removed-directive.ts';

test.each([
  ['Service.MemoryLimit', '1G', 262, 'dropped removed-directive/note'],
  ['Unit.IgnoreOnSnapshot', '', 262, 'dropped removed-directive/note'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(removedDirectiveGrammar, value, contextOf(directive, version))).toBe(expected);
});

test('a successor with the same values can take its place', () => {
  const { problems } = removedDirectiveGrammar.parse('1G', contextOf('Service.MemoryLimit'));
  expect(problems[0]?.fixes?.[0]?.newKey).toBe('MemoryMax');
});
