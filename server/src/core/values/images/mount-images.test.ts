import { expect, test } from 'vitest';
import { contextOf, verdict } from '../../testing/values.ts';
import type { Grammar } from '../grammar.ts';
import { extensionImagesGrammar, mountImagesGrammar } from './mount-images.ts';

const GRAMMARS: Record<string, Grammar> = { ExtensionImages: extensionImagesGrammar, MountImages: mountImagesGrammar };

test.each<[string, number, string, string]>([
  ['ExtensionImages', 252, '-/a.raw /b:ro', 'add </a.raw> </b>'],
  ['ExtensionImages', 254, '/dev/x', 'add </dev/x>'],
  ['ExtensionImages', 257, '/dev/x', 'dropped bad-path/ignore'],
  ['ExtensionImages', 262, '/a:bogus:ro', 'add </a> bad-list-item/ignore'],
  ['ExtensionImages', 262, '/a:root:%Z', 'add </a> bad-specifier/ignore'],
  ['ExtensionImages', 262, '/a /b:root:\\q /c', 'add </a> bad-quoting/ignore'],
  ['ExtensionImages', 262, '/a\\:b', 'add </a:b>'],
  ['ExtensionImages', 262, "'/a", 'dropped bad-quoting/ignore'],
  ['ExtensionImages', 262, '', 'reset'],
  ['MountImages', 252, '/a:/b:root:ro', 'add </a:/b>'],
  ['MountImages', 257, '/dev/x:/y', 'add </dev/x:/y>'],
  ['MountImages', 257, '/a:/proc/x', 'dropped bad-path/ignore'],
  ['MountImages', 262, '/a', 'dropped bad-path/ignore'],
  ['MountImages', 262, '/a:b /c:/d', 'add </c:/d> bad-path/ignore'],
])('%s on %d: %j is %s', (key, version, value, expected) => {
  expect(verdict(GRAMMARS[key]!, value, contextOf(`Service.${key}`, version))).toBe(expected);
});

test('parameter help follows the fields, and pairs after them', () => {
  const value = '/a:/b:root:ro:home:rw';
  const active = [0, 3, 6, 11, 14, 19].map(
    (offset) => mountImagesGrammar.parts!(value, offset, contextOf('Service.MountImages'))!.active,
  );
  expect(active).toEqual([0, 1, 2, 3, 2, 3]);
});
