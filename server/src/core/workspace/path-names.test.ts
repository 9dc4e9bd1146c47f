import { expect, it } from 'vitest';
import { escapePath, unescapePath } from './path-names.ts';

it.each([
  ['/', '-'],
  ['/home/data', 'home-data'],
  ['//home//data/', 'home-data'],
  ['/home/my-data', 'home-my\\x2ddata'],
  ['/.hidden', '\\x2ehidden'],
  ['/mnt/a.b_c:d', 'mnt-a.b_c:d'],
  ['/mnt/ü', 'mnt-\\xc3\\xbc'],
  ['/mnt/a b', 'mnt-a\\x20b'],
])('%s has the unit prefix %s', (path, prefix) => {
  expect(escapePath(path, 262)).toBe(prefix);
});

it('a path with .. has no unit', () => {
  expect(escapePath('/mnt/../x', 262)).toBeUndefined();
});

it.each([
  ['-', '/'],
  ['home-data', '/home/data'],
  ['home-my\\x2ddata', '/home/my-data'],
  ['mnt-\\xc3\\xbc', '/mnt/ü'],
])('the prefix %s stands for %s', (prefix, path) => {
  expect(unescapePath(prefix)).toBe(path);
});

it.each(['a--b', '-a', 'a-', 'a\\b', 'a\\x0', 'a-..'])('the prefix %s stands for no path', (prefix) => {
  expect(unescapePath(prefix)).toBeUndefined();
});
