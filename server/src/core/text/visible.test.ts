import { expect, it } from 'vitest';
import { visible, visibleJson } from './visible.ts';

const CODES = Array.from({ length: 0x3000 }, (_, code) => code);
const HIDDEN = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

it.each(CODES.filter((code) => HIDDEN.test(String.fromCharCode(code))))('U+%i is made visible', (code) => {
  const char = String.fromCharCode(code);
  expect(visible(`a${char}b`)).toMatch(/^a\\(?:[nrt]|u[0-9a-f]{4})b$/);
  expect(JSON.parse(visibleJson(JSON.stringify(char)))).toBe(char);
  expect(visibleJson(JSON.stringify(char))).not.toMatch(HIDDEN);
});

it('all other text stays as it is', () => {
  const rest = CODES.map((code) => String.fromCharCode(code))
    .filter((char) => !HIDDEN.test(char))
    .join('');
  expect(visible(rest)).toBe(rest);
  expect(visible('/srv/网站/a\\x2db.service 😀')).toBe('/srv/网站/a\\x2db.service 😀');
});
