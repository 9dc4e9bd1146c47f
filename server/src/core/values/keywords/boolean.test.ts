import { expect, test } from 'vitest';
import { FALSE_WORDS, parseBoolean, TRUE_WORDS } from './boolean.ts';

test('every spelling is taken in any case', () => {
  for (const word of TRUE_WORDS) expect([parseBoolean(word), parseBoolean(word.toUpperCase())]).toEqual([true, true]);
  for (const word of FALSE_WORDS)
    expect([parseBoolean(word), parseBoolean(word.toUpperCase())]).toEqual([false, false]);
});

test.each(['', ' yes', 'enabled', 'yess', '2', 'ye'])('%j is no boolean', (text) => {
  expect(parseBoolean(text)).toBeUndefined();
});
