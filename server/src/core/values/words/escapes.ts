import { decodeUnit, encodeUnit } from '../../text/bytes.ts';
import { type Table, table } from '../../text/table.ts';

/** One escape sequence read: what it stands for, and how many characters follow the backslash. */
export interface Escape {
  /** The character, or a lone surrogate U+DC80..U+DCFF for a byte that is no character alone (see `text/bytes.ts`). */
  readonly text: string;
  readonly length: number;
}

/**
 * Reads the C escape whose letter (after the backslash) is at `at`; undefined where systemd knows none of that form
 * (src/basic/escape.c, cunescape_one): zero characters, surrogates and octal numbers over 377 are refused too.
 */
export function readEscape(text: string, at: number): Escape | undefined {
  const letter = text[at];
  if (letter === undefined) return undefined;
  const plain = PLAIN[letter];
  if (plain !== undefined) return { text: plain, length: 1 };
  const numeric = NUMERIC[letter] ?? OCTAL;
  numeric.digits.lastIndex = at + numeric.skip;
  const digits = numeric.digits.exec(text)?.[0];
  if (digits === undefined) return undefined;
  const code = Number.parseInt(digits, numeric.base);
  const length = numeric.skip + digits.length;
  if (code === 0 || code > numeric.largest || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  if (!numeric.isByte || code < 0x80) return { text: String.fromCodePoint(code), length };
  return { text: String.fromCharCode(0xdc00 + code), length };
}

/** Joins bytes that stand one by one, as escapes give them, to the characters they make in UTF-8. */
export function joinBytes(text: string): string {
  return STRAY_BYTE.test(text) ? decodeUnit(encodeUnit(text)) : text;
}

/** The length that systemd counts: bytes of UTF-8. */
export function byteLength(text: string): number {
  return NOT_ASCII.test(text) ? encodeUnit(text).length : text.length;
}

const PLAIN: Table<string> = table({
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  s: ' ',
});

interface Numeric {
  readonly digits: RegExp;
  readonly base: number;
  /** How many characters stand before the digits. */
  readonly skip: number;
  readonly largest: number;
  readonly isByte: boolean;
}

const NUMERIC: Table<Numeric> = table({
  x: { digits: /[0-9A-Fa-f]{2}/y, base: 16, skip: 1, largest: 0xff, isByte: true },
  u: { digits: /[0-9A-Fa-f]{4}/y, base: 16, skip: 1, largest: 0xffff, isByte: false },
  U: { digits: /[0-9A-Fa-f]{8}/y, base: 16, skip: 1, largest: 0x10ffff, isByte: false },
});
const OCTAL: Numeric = { digits: /[0-7]{3}/y, base: 8, skip: 0, largest: 0xff, isByte: true };

const STRAY_BYTE = /[\udc80-\udcff]/;
const NOT_ASCII = /[^\x00-\x7f]/;
