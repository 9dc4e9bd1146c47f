import { describe, expect, it } from 'vitest';
import { closest, isSameWord, nearest } from './nearest.ts';

describe('the nearest word', () => {
  it.each([
    ['Descripton', ['Description', 'Documentation'], 'Description'],
    ['on-faliure', ['on-failure', 'on-abort'], 'on-failure'],
    ['simple', ['Simple'], 'Simple'],
    ['CAP_NET_BIND', ['CAP_SETGID', 'CAP_NET_BIND_SERVICE'], 'CAP_NET_BIND_SERVICE'],
    ['Exec', ['ExecStart', 'ExecStop'], undefined],
    ['yess', ['yes', 'no'], 'yes'],
    ['quite different', ['yes', 'no'], undefined],
  ])('of %s among %j is %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});

it('counts the changes', () => {
  expect(closest('netwrok', ['network'], 2)).toEqual({ candidate: 'network', changes: 1 });
  expect(closest('nerk', ['network'], 2)).toBeUndefined();
});

it('is the first of those that differ least, whatever was compared before', () => {
  const words = ['a', 'ab', 'ba', 'abc', 'acb', 'abab', 'aabb', 'abcabc', 'cbacba', 'bacbac', 'abcacb'];
  for (const word of words) {
    const all = words.map((candidate) => ({ candidate, changes: distance(word, candidate) }));
    for (const one of all) {
      for (const other of all) {
        const wanted = other.changes < one.changes ? other : one;
        for (const limit of [1, 3, 6]) {
          const found = closest(word, [one.candidate, other.candidate], limit);
          expect(found, `${word}: ${one.candidate}, ${other.candidate}, ${limit}`).toEqual(
            wanted.changes <= limit ? wanted : undefined,
          );
        }
      }
    }
  }
});

it('takes words that differ in their case for the same', () => {
  expect(isSameWord('unit', 'Unit')).toBe(true);
  expect(isSameWord('units', 'Unit')).toBe(false);
});

it('counts them as the whole table does, up to any limit', () => {
  const words = [
    '',
    'a',
    'b',
    'ab',
    'ba',
    'abc',
    'acb',
    'bca',
    'abab',
    'baba',
    'aabb',
    'abcabc',
    'cbacba',
    'bacbac',
    'abcacb',
  ];
  for (const word of words) {
    for (const candidate of words) {
      const changes = distance(word, candidate);
      for (let limit = 0; limit <= 7; limit++) {
        const wanted = changes <= limit ? { candidate, changes } : undefined;
        expect(closest(word, [candidate], limit), `${word}, ${candidate}, ${limit}`).toEqual(wanted);
      }
    }
  }
});

/** Optimal string alignment distance by its definition. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const same = a.at(-1) === b.at(-1) ? 0 : 1;
  const [shortA, shortB] = [a.slice(0, -1), b.slice(0, -1)];
  const costs = [distance(shortA, b) + 1, distance(a, shortB) + 1, distance(shortA, shortB) + same];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    costs.push(distance(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return costs.toSorted((one, other) => one - other)[0]!;
}
