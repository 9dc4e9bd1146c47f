import { expect, test } from 'vitest';
import { badOffers, contextOf, verdict } from '../../testing/values.ts';
import { temporaryFileSystemsGrammar } from './temporary-file-systems.ts';

test.each([
  ['Service.TemporaryFileSystem', '/a:ro /b', 262, 'add </a:ro> </b>'],
  ['Service.TemporaryFileSystem', '"/a b:mode=0700"', 262, 'add </a b:mode=0700>'],
  ['Service.TemporaryFileSystem', 'a:ro /b', 262, 'add </b> bad-path/ignore'],
  ['Service.TemporaryFileSystem', '', 262, 'reset'],
  ['Service.TemporaryFileSystem', '/a:', 262, 'add </a>'],
])('%s=%j of systemd %i: %s', (directive, value, version, expected) => {
  expect(verdict(temporaryFileSystemsGrammar, value, contextOf(directive, version))).toBe(expected);
});

test('options are offered after the colon', () => {
  const at = contextOf('Service.TemporaryFileSystem');
  expect(badOffers(temporaryFileSystemsGrammar, '/a:', 3, at)).toEqual([]);
  expect(temporaryFileSystemsGrammar.parts!('/a:r', 4, at)?.active).toBe(1);
});
