import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import { logFilterPatternGrammar } from './log-filter-pattern.ts';

test.each([
  ['Service.LogFilterPatterns', '.*a', 262, 'add <.*a>'],
  ['Service.LogFilterPatterns', '~a', 262, 'add <~a>'],
  ['Service.LogFilterPatterns', '~', 262, 'dropped bad-list-item/ignore'],
  ['Service.LogFilterPatterns', '', 262, 'reset'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(logFilterPatternGrammar, value, contextOf(directive, version))).toBe(expected);
});
