import { expect, it } from 'vitest';
import { shortKey } from './short-key.ts';

it.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
])('is the FNV-1a hash of %j', (template, hash) => {
  expect(shortKey(template)).toBe(hash.toString(36));
});

it('tells templates apart that differ in a character', () => {
  expect(shortKey('{0}= takes {1}.')).not.toBe(shortKey('{1}= takes {0}.'));
});
