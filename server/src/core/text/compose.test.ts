import fc from 'fast-check';
import { expect, it } from 'vitest';
import { composeEdits } from './compose.ts';
import { applyEdits, type TextEdit } from './edit.ts';

it('makes one set of edits that do not reach further than those it is made of', () => {
  const first = [{ range: { from: 0, to: 1 }, newText: 'AA' }];
  const second = [
    { range: { from: 1, to: 2 }, newText: 'B' },
    { range: { from: 4, to: 4 }, newText: '!' },
  ];
  expect(composeEdits(5, [first, second])).toEqual([
    { range: { from: 0, to: 1 }, newText: 'AB' },
    { range: { from: 3, to: 3 }, newText: '!' },
  ]);
});

it('comes to the same text as the sets one after the other', () => {
  const numbers = fc.array(fc.nat(30), { maxLength: 6 });
  fc.assert(
    fc.property(
      fc.string({ maxLength: 20 }),
      fc.array(fc.tuple(numbers, fc.string({ maxLength: 3 }))),
      (text, plan) => {
        let now = text;
        const sets = plan.map(([places, newText]) => {
          const edits = editsAt(places, now.length, newText);
          now = applyEdits(now, edits);
          return edits;
        });
        expect(applyEdits(text, composeEdits(text.length, sets))).toBe(now);
      },
    ),
  );
});

/** Edits between every second pair of the places, so that none overlaps or touches another. */
function editsAt(places: readonly number[], length: number, newText: string): TextEdit[] {
  const sorted = [...new Set(places.filter((place) => place <= length))].sort((a, b) => a - b);
  return sorted.flatMap((from, index) =>
    index % 2 === 0 ? [{ range: { from, to: sorted[index + 1] ?? from }, newText }] : [],
  );
}
