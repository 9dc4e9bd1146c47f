import { expect, it } from 'vitest';
import { systemPatterns } from './system-patterns.ts';
import { mayShareSystem, PARTS, systemOf } from './systems.ts';

const part = (path: string, patterns?: readonly string[]): string =>
  systemOf(path, patterns ? { systems: systemPatterns(patterns) } : {}).part;

it.each<[string, readonly string[] | undefined, string]>([
  ['/w/roles/web/files/a.service', undefined, '/w/roles/web'],
  ['/w/roles/web/hosts/b/a.service', undefined, '/w/roles/web/hosts/b'],
  ['/w/roles/a.service', undefined, ''],
  ['/w/units/a.service', undefined, ''],
  ['/w/roles/web/a.service', [], ''],
  ['/w/roles/web/a.service', ['sites/*'], ''],
  ['/w/sites/x/a.service', ['sites/*'], '/w/sites/x'],
  ['/w/sites/x/a.service', ['./sites/*/'], '/w/sites/x'],
  ['/w/x/deploy/a.service', ['*/deploy'], '/w/x/deploy'],
  ['/w/any/a.service', ['*'], '/w/any'],
  ['/w/a+b(c)/x/a.service', ['a+b(c)/*'], '/w/a+b(c)/x'],
  ['/w/aab/x/a.service', ['a+b/*'], ''],
  ['/w/a.service', ['', '/'], ''],
])('%s with %j is in %j', (path, patterns, expected) => expect(part(path, patterns)).toBe(expected));

it('the usual patterns are what they are where they are written as well', () => {
  const paths = PARTS.flatMap((pattern) => [
    `/w/${pattern.replace('*', 'x')}/a.service`,
    `/w/${pattern.slice(0, -1)}a.service`,
  ]);
  for (const path of [...paths, '/w/a.service']) expect(part(path, PARTS)).toBe(part(path));
  expect(paths.filter((path) => part(path) !== '')).toHaveLength(PARTS.length);
});

it('patterns are taken apart once, and not at each look-up', () => {
  let taken = 0;
  const watched = new Proxy(['sites/*'], {
    get: (target, name, receiver) => {
      taken++;
      return Reflect.get(target, name, receiver);
    },
  });
  const settings = { systems: systemPatterns(watched) };
  const once = taken;
  expect(once).toBeGreaterThan(0);
  for (let index = 0; index < 5; index++) expect(mayShareSystem('/w/sites/a/x', '/w/sites/b/x', settings)).toBe(false);
  expect(taken).toBe(once);
});
