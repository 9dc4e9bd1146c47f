import { expect, test } from 'vitest';
import type { ValueContext } from '../grammar.ts';
import { checkPath, legacyRunPath, type PathRules } from './paths.ts';

const at = (version: number): ValueContext => ({
  version,
  manager: 'system',
  unitType: 'service',
  unit: undefined,
  section: '',
  key: '',
  ltype: '0',
  parser: '',
});
const absolute: PathRules = { form: 'absolute' };

test.each<[string, PathRules, string]>([
  ['//a/./b//', absolute, '/a/b'],
  ['/a/', { keepTrailingSlash: true }, '/a/'],
  ['/', absolute, '/'],
  ['a/b', { form: 'relative' }, 'a/b'],
  ['/../a', absolute, '/a'],
  ['/dev/null', { apiVfs: 'dev-allowed' }, '/dev/null'],
  ['/device', { apiVfs: 'refused' }, '/device'],
])('%s is taken as %s', (path, rules, expected) => {
  expect(checkPath(path, 0, path.length, at(262), rules)).toEqual({ path: expected });
});

test.each<[string, PathRules, number]>([
  ['a', absolute, 262],
  ['/a', { form: 'relative' }, 262],
  ['', {}, 262],
  ['/a/../b', absolute, 262],
  ['/../a', absolute, 252],
  ['/sys/x', { apiVfs: 'dev-allowed' }, 262],
  [`/${'a'.repeat(256)}`, absolute, 262],
  ['/\udcff', absolute, 262],
])('%s is refused', (path, rules, version) => {
  expect(checkPath(path, 0, path.length, at(version), rules).problem).toBeDefined();
});

test('paths below /var/run move to /run', () => {
  expect(legacyRunPath('/var/run/x', '/var/run/%n', 0, 11, at(262))?.fixes?.[0]?.newText).toBe('/run/%n');
  expect(legacyRunPath('/var/running', '/var/running', 0, 12, at(262))).toBeUndefined();
});
