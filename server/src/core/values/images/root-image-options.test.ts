import { expect, test } from 'vitest';
import { contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { rootImageOptionsGrammar } from './root-image-options.ts';

test.each<[string, number, string, string]>([
  ['Service.RootImageOptions', 257, 'root:ro home:rw', 'add <root:ro> <home:rw>'],
  ['Service.RootImageOptions', 262, 'ro', 'set <ro>'],
  ['Service.RootImageOptions', 262, 'bogus:ro home:rw', 'set <home:rw> bad-list-item/ignore'],
  ['Service.RootImageOptions', 262, 'bogus:ro', 'reset bad-list-item/ignore'],
  ['Service.RootImageOptions', 262, 'root:ro:home:rw', 'dropped bad-list-item/ignore'],
  ['Service.RootImageOptions', 252, 'root-secondary:ro', 'add <root-secondary:ro>'],
  ['Service.RootImageOptions', 254, 'root-secondary:ro', 'reset bad-list-item/ignore'],
  ['Service.RootImageOptions', 262, 'root:%Z', 'reset bad-specifier/ignore'],
  ['Service.RootImageOptions', 262, '', 'reset'],
])('%s on %d: %j is %s', (name, version, value, expected) => {
  expect(verdict(rootImageOptionsGrammar, value, contextOf(name, version))).toBe(expected);
});

test.each<[string, string, string | undefined]>([['Service.RootImageOptions', 'rot:ro', 'root:ro']])(
  '%s=%s is corrected to %s',
  (name, value, expected) => {
    expect(firstFixed(rootImageOptionsGrammar, value, contextOf(name))).toBe(expected);
  },
);
