import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { conditionPathGrammar } from './condition-path.ts';

test.each([
  ['Unit.ConditionPathExists', '/a', 262, 'add </a>'],
  ['Unit.ConditionPathExists', '|!/a//b', 262, 'add <|!/a/b>'],
  ['Unit.ConditionPathExists', '', 262, 'reset'],
  ['Unit.ConditionPathExists', '! /a', 262, 'dropped bad-path/ignore'],
  ['Unit.ConditionPathExists', '!|/a', 262, 'dropped bad-path/ignore'],
  ['Unit.AssertPathExists', '%z', 262, 'dropped bad-specifier/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(conditionPathGrammar, value, contextOf(directive, version))).toBe(expected);
});

test('a blank before the path can be removed', () => {
  expect(firstFixed(conditionPathGrammar, '! /a', contextOf('Unit.ConditionPathExists'))).toBe('!/a');
});
