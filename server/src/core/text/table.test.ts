import { expect, it } from 'vitest';
import { lookUp, type Table, table } from './table.ts';

const NAMES = Object.getOwnPropertyNames(Object.prototype);

it('a table has its rows and nothing else, whatever the text', () => {
  const rows: Table<number> = table({ one: 1 });
  expect(rows['one']).toBe(1);
  expect(NAMES.filter((name) => rows[name] !== undefined)).toEqual([]);
});

it('looking up finds the rows of an object literal and nothing else', () => {
  expect(lookUp({ one: 1 }, 'one')).toBe(1);
  expect(NAMES.filter((name) => lookUp({ one: 1 }, name) !== undefined)).toEqual([]);
  expect(lookUp(undefined, 'one')).toBeUndefined();
});

it('the compiler takes no object literal for a table', () => {
  // @ts-expect-error It has the properties of every object.
  const rows: Table<number> = { one: 1 };
  expect(Object.keys(rows)).toEqual(['one']);
});
