import { expect, it } from 'vitest';
import { firstIndex } from './first-index.ts';

it.each([0, 1, 2, 3, 8, 9])('of %i it finds each, and that there is none', (length) => {
  for (let first = 0; first <= length; first++) {
    expect(firstIndex(length, (index) => index >= first)).toBe(first);
  }
});
