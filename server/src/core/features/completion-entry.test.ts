import { expect, it } from 'vitest';
import { sortText } from './completion-entry.ts';

it('sorts as text by rank, and then by name', () => {
  const inOrder: [rank: number, name: string][] = [
    [-10, 'a'],
    [-0.5, 'b'],
    [0, 'B'],
    [0, 'b'],
    [0, 'ba'],
    [0.05, 'a'],
    [0.5, 'a'],
    [1, 'a'],
    [1.5, 'a'],
    [9, 'b'],
    [10, 'a'],
    [99, 'z'],
    [100, 'a'],
    [1000, 'a'],
  ];
  const sorted = inOrder.toReversed().sort((one, other) => (sortText(...one) < sortText(...other) ? -1 : 1));
  expect(sorted).toEqual(inOrder);
});
