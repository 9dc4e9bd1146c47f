import { describe, expect, it } from 'vitest';
import { key, Memory, Shelf } from './memory.ts';

const NUMBER = key<number>('number');
const CARRIED = key<string>('carried', { carried: true });

describe('a memory', () => {
  it('computes once, and keeps keys of one name apart', () => {
    const memory = new Memory();
    let made = 0;
    const make = () => ++made;
    expect([memory.remember(NUMBER, make), memory.remember(NUMBER, make)]).toEqual([1, 1]);
    expect(memory.remember(key<number>('number'), make)).toBe(2);
    memory.forget();
    expect(memory.get(NUMBER)).toBeUndefined();
    expect(memory.remember(NUMBER, make)).toBe(3);
  });

  it('gives only the carried values to the next state', () => {
    const memory = new Memory();
    memory.set(NUMBER, 1);
    memory.set(CARRIED, 'x');
    expect([memory.next(1).get(NUMBER), memory.next(1).get(CARRIED)]).toEqual([undefined, 'x']);
  });
});

it('what was not used for longest is forgotten first', () => {
  const shelf = new Shelf(12);
  const [a, b, c] = [new Memory(shelf, 3), new Memory(shelf, 3), new Memory(shelf, 3)];
  const [d, e] = [new Memory(shelf, 3), new Memory(shelf, 3)];
  for (const memory of [a, b, c, d, a, e]) memory.remember(NUMBER, () => 1);
  expect([a, b, c, d, e].map((memory) => memory.get(NUMBER))).toEqual([1, undefined, 1, 1, 1]);
});

it('what is larger than the limit stays beside others', () => {
  const shelf = new Shelf(12);
  const large = new Memory(shelf, 1000);
  large.set(NUMBER, 1);
  for (const small of Array.from({ length: 3 }, () => new Memory(shelf, 3))) small.set(NUMBER, 2);
  expect(large.get(NUMBER)).toBe(1);
  for (const small of Array.from({ length: 8 }, () => new Memory(shelf, 3))) small.set(NUMBER, 2);
  expect(large.get(NUMBER)).toBeUndefined();
});

it('the limit grows where values are computed again and again that do not fit together', () => {
  const shelf = new Shelf(8);
  const several = Array.from({ length: 5 }, () => new Memory(shelf, 2));
  let made = 0;
  const rounds = (count: number): number => {
    made = 0;
    for (let round = 0; round < count; round++) for (const memory of several) memory.remember(NUMBER, () => ++made);
    return made;
  };
  // Each pushes the other out, until an eighth as much was computed again as for the first time.
  expect(rounds(100)).toBeLessThan(20);
  expect(rounds(100)).toBe(0);
});

it('the limit does not grow where everything is computed once, however much it is', () => {
  const shelf = new Shelf(8);
  const all = Array.from({ length: 100 }, () => new Memory(shelf, 2));
  for (const memory of all) memory.set(NUMBER, 1);
  expect(all.filter((memory) => memory.get(NUMBER) !== undefined)).toEqual(all.slice(-4));
});
