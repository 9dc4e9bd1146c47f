import { expect, test } from 'vitest';
import { badOffers, contextOf, firstFixed, verdict } from '../../testing/values.ts';
import { openFileGrammar } from './open-file.ts';

test.each([
  ['Service.OpenFile', '/a/b', 262, 'add </a/b>'],
  ['Service.OpenFile', '/a:n:append,graceful', 262, 'add </a:n:append,graceful>'],
  ['Service.OpenFile', '/a::truncate', 262, 'add </a::truncate>'],
  ['Service.OpenFile', '', 262, 'reset'],
  ['Service.OpenFile', 'a', 262, 'dropped bad-path/ignore'],
  ['Service.OpenFile', '/a:n:x', 262, 'dropped bad-keyword/ignore'],
  ['Service.OpenFile', '/a:n:append,append', 262, 'dropped bad-keyword/ignore'],
  ['Service.OpenFile', '/a:n:append,truncate', 262, 'dropped bad-keyword/ignore'],
  ['Service.OpenFile', '/a:n:append:x', 262, 'dropped bad-list-item/ignore'],
  ['Service.OpenFile', '/é', 262, 'dropped bad-path/ignore'],
  ['Service.OpenFile', '/é:e', 262, 'add </é:e>'],
  ['Service.OpenFile', '/', 262, 'dropped bad-path/ignore'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(openFileGrammar, value, contextOf(directive, version))).toBe(expected);
});

test('options are offered that fit those before', () => {
  const at = contextOf('Service.OpenFile');
  expect(badOffers(openFileGrammar, '/a:n:append,', 12, at)).toEqual([]);
  expect(firstFixed(openFileGrammar, '/a:n:readonly', at)).toBe('/a:n:read-only');
});
