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

it('takes words that differ in their case for the same', () => {
  expect(isSameWord('unit', 'Unit')).toBe(true);
  expect(isSameWord('units', 'Unit')).toBe(false);
});
