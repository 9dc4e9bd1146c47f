import { expect, it } from 'vitest';
import { excess } from './work.ts';

// After work.ts, as for all that is counted.
const { linear, logarithmic, quadratic } = await import('./examples.ts');

it('cost that grows with the size is none too much', () => {
  expect(excess((size) => () => linear(size), 200)).toBeUndefined();
  expect(excess((size) => () => logarithmic(size), 2000)).toBeUndefined();
});

it('cost that grows with the square is found, and where', () => {
  expect(excess((size) => () => quadratic(size), 50)).toMatch(
    /test\/scaling\/examples\.ts:\d+ quadratic runs \d+ and then \d+ times/,
  );
});
