import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUnit, encodeUnit, isUtf8Clean } from './bytes.ts';

/** Any character. What fast-check has for it (`binary`) makes a table of all million of them first, which takes a second. */
const CHARACTER = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((place) => String.fromCodePoint(place < 0xd800 ? place : place + 0x800));

describe('decodeUnit and encodeUnit', () => {
  it('bring any bytes back as they were', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(encodeUnit(decodeUnit(bytes))).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  it('read valid text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: CHARACTER, maxLength: 20 }), (text) => {
        fc.pre(text.isWellFormed());
        expect(decodeUnit(new TextEncoder().encode(text))).toBe(text);
      }),
    );
  });
});

describe('isUtf8Clean', () => {
  it.each<[boolean, string, number[]]>([
    [true, 'ASCII', [65]],
    [true, 'e acute', [0xc3, 0xa9]],
    [true, 'an emoji', [0xf0, 0x9f, 0x98, 0x80]],
    [true, 'the replacement character', [0xef, 0xbf, 0xbd]],
    [false, 'a stray byte', [0xe9]],
    [false, 'an overlong slash', [0xc0, 0xaf]],
    [false, 'an encoded surrogate', [0xed, 0xa0, 0x80]],
    [false, 'beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    [false, 'the noncharacter U+FFFE', [0xef, 0xbf, 0xbe]],
    [false, 'the noncharacter U+FDD0', [0xef, 0xb7, 0x90]],
  ])('%s for %s', (expected, _, bytes) => {
    expect(isUtf8Clean(decodeUnit(Uint8Array.from(bytes)))).toBe(expected);
  });
});
