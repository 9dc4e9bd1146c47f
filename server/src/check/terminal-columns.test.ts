import { expect, it } from 'vitest';
import { columnsOf, filled, widest } from './terminal-columns.ts';

it.each([
  ['web.service', 11],
  ['网页.service', 12],
  ['e\u0301', 1],
  ['', 0],
])('%s takes %i columns', (text, columns) => expect(columnsOf(text)).toBe(columns));

it('fills texts up to the widest', () => {
  const texts = ['网页', 'web', 'a'];
  expect(texts.map((text) => `${filled(text, widest(texts))}|`)).toEqual(['网页|', 'web |', 'a   |']);
  expect(filled('longer', 3)).toBe('longer');
});
