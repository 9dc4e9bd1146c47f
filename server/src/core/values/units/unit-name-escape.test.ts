import { expect, test } from 'vitest';
import { escapePath, unescapePath, unescapeUnitName } from './unit-name-escape.ts';

test.each([
  ['/dev/sda1', 'dev-sda1'],
  ['/', '-'],
  ['/a//b/', 'a-b'],
  ['/.a-b', '\\x2ea\\x2db'],
  ['/é', '\\xc3\\xa9'],
])('%s is escaped as %s', (path, name) => {
  expect(escapePath(path)).toBe(name);
});

test.each([
  ['a-b\\x2dc', 'a/b-c'],
  ['\\xc3\\xa9', 'é'],
  ['a\\b', undefined],
])('%s is unescaped to %s', (name, text) => {
  expect(unescapeUnitName(name)).toBe(text);
});

test.each([
  ['-', '/'],
  ['a-b', '/a/b'],
  ['a-', undefined],
  ['a--b', undefined],
  ['..', undefined],
])('%s stands for the path %s', (name, path) => {
  expect(unescapePath(name)).toBe(path);
});
