import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineDifference } from './line-difference.ts';

it('shows what goes and what comes', () => {
  expect(lineDifference('a\nb\nc\n', 'a\nx\nc\nd\n')).toEqual([' a', '-b', '+x', ' c', '+d']);
  expect(lineDifference('', 'new\n')).toEqual(['+new']);
});

it('holds both texts', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDifference(
        before.map((line) => `${line}\n`).join(''),
        after.map((line) => `${line}\n`).join(''),
      );
      const side = (sign: string) => lines.filter((line) => line[0] !== sign).map((line) => line.slice(1));
      expect(side('+')).toEqual(before);
      expect(side('-')).toEqual(after);
    }),
  );
});
