import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createNearest } from './nearest.ts';
import { distance } from './paths.ts';

const folder = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }).map((parts) => ['', ...parts].join('/'));

it('gives the first three of those at the least distance', () => {
  fc.assert(
    fc.property(fc.uniqueArray(folder, { minLength: 1 }), folder, fc.boolean(), (folders, near, without) => {
      const paths = folders.map((one) => `${one}/x`);
      const except = without ? paths[0] : undefined;
      const counted = paths.filter((path) => path !== except);
      const least = Math.min(...counted.map((path) => distance(path, `${near}/y`)));
      const expected = counted.filter((path) => distance(path, `${near}/y`) === least).sort();
      const found = createNearest(paths).to(`${near}/y`, except);
      expect(found.length).toBe(without ? found.length : Math.min(3, expected.length));
      expect(found.length > 0).toBe(expected.length > 0);
      expect(expected.slice(0, without ? 2 : 3)).toEqual(found.slice(0, without ? 2 : 3));
    }),
  );
});
