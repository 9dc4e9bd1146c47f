import { expect, it } from 'vitest';
import { append } from './append.ts';

it('adds more than a call can have arguments', () => {
  const list = [-1];
  append(list, Array.from({ length: 300_000 }).keys());
  expect(list).toHaveLength(300_001);
  expect([list[0], list[1], list.at(-1)]).toEqual([-1, 0, 299_999]);
});
