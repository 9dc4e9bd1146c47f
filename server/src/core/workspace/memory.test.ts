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
  const shelf = new Shelf(3);
  const [a, b, c] = [new Memory(shelf, 1), new Memory(shelf, 1), new Memory(shelf, 2)];
  a.set(NUMBER, 1);
  b.set(NUMBER, 2);
  a.get(NUMBER);
  c.set(NUMBER, 3);
  expect([a, b, c].map((memory) => memory.get(NUMBER))).toEqual([1, undefined, 3]);
  // One thing that is too large is held alone.
  new Memory(shelf, 10).set(NUMBER, 4);
  expect([a, b, c].map((memory) => memory.get(NUMBER))).toEqual([undefined, undefined, undefined]);
});
