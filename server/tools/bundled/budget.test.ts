import { expect, it } from 'vitest';
import { overBudget } from './budget.ts';

it('a file that is compressed to more than its budget is named', () => {
  const small = new Uint8Array(2_000_000);
  expect(overBudget(() => small)).toEqual([]);
  const big = crypto.getRandomValues(new Uint8Array(20_000));
  expect(overBudget((name) => (name === 'helper.cjs' ? big : small))).toEqual([
    expect.stringContaining('dist/helper.cjs is 21 kB when compressed, and its budget is 16 kB'),
  ]);
});
