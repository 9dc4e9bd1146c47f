/** Why a text is no number for systemd: `invalid` where it is none at all, `range` where it does not fit the type. */
export type NumberFault = 'invalid' | 'range';

/** What C's strtol family read: `end` is where it stopped, equal to `from` where there were no digits. */
export interface Scanned {
  readonly value: bigint;
  readonly end: number;
  readonly overflow: boolean;
}

export interface UnsignedOptions {
  /** 0, the default, takes the base from the prefix: `0x`, `0b`, `0o`, or a leading `0` for octal. */
  readonly base?: number;
  readonly refuseSign?: boolean;
  readonly refuseBlank?: boolean;
  readonly refuseLeadingZero?: boolean;
}

export const UINT64_MAX = 0xffff_ffff_ffff_ffffn;
export const INT64_MAX = 0x7fff_ffff_ffff_ffffn;
export const UINT32_MAX = 0xffff_ffff;
export const INT32_MAX = 0x7fff_ffff;

/** Reads an unsigned 32-bit number (src/basic/parse-util.c, safe_atou_full): white space before it and a `+` are fine, `-0` too. */
export function readUnsigned(text: string, options: UnsignedOptions = {}): number | NumberFault {
  const read = readUnsigned64(text, options);
  if (typeof read !== 'bigint') return read;
  return read > BigInt(UINT32_MAX) ? 'range' : Number(read);
}

/** Reads an unsigned 64-bit number (safe_atollu_full, and safe_atolu where long has 64 bits). */
export function readUnsigned64(text: string, options: UnsignedOptions = {}): bigint | NumberFault {
  if (options.refuseBlank && BLANK.includes(text[0] ?? ' ')) return 'invalid';
  const start = skipBlanks(text, 0);
  const sign = text[start] === '+' || text[start] === '-';
  if (options.refuseSign && sign) return 'invalid';
  if (options.refuseLeadingZero && text[start] === '0' && start + 1 < text.length) return 'invalid';
  const { base, from } = chooseBase(text, start, options.base ?? 0);
  const scanned = scanUnsigned(text, from, base);
  if (scanned.overflow) return 'range';
  if (scanned.end === from || scanned.end < text.length) return 'invalid';
  if (scanned.value !== 0n && text[from] === '-') return 'range';
  return scanned.value;
}

/** Reads a signed 32-bit number (safe_atoi). */
export function readInteger(text: string): number | NumberFault {
  const read = readInteger64(text);
  if (typeof read !== 'bigint') return read;
  return BigInt.asIntN(32, read) === read ? Number(read) : 'range';
}

/** Reads a signed 64-bit number (safe_atolli, and safe_atoli where long has 64 bits). */
export function readInteger64(text: string): bigint | NumberFault {
  const { base, from } = chooseBase(text, skipBlanks(text, 0), 0);
  const scanned = scanSigned(text, from, base);
  if (scanned.overflow) return 'range';
  return scanned.end === from || scanned.end < text.length ? 'invalid' : scanned.value;
}

/** C's strtoull: white space, a sign, digits; a negative number wraps around. */
export function scanUnsigned(text: string, from: number, base: number): Scanned {
  const { magnitude, negative, end } = scanDigits(text, from, base);
  if (magnitude > UINT64_MAX) return { value: UINT64_MAX, end, overflow: true };
  return { value: negative ? BigInt.asUintN(64, -magnitude) : magnitude, end, overflow: false };
}

/** C's strtoll. */
export function scanSigned(text: string, from: number, base: number): Scanned {
  const { magnitude, negative, end } = scanDigits(text, from, base);
  const value = negative ? -magnitude : magnitude;
  return { value, end, overflow: BigInt.asIntN(64, value) !== value };
}

/** The offset of the first character from `from` on that is not white space to systemd (WHITESPACE). */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && BLANK.includes(text[at]!)) at++;
  return at;
}

const BLANK = ' \t\n\r';

/** The prefixes that systemd knows beyond those of C (mangle_base); they count only where nothing, not even a sign, stands before. */
function chooseBase(text: string, from: number, base: number): { base: number; from: number } {
  if (base !== 0 || text[from] !== '0') return { base, from };
  const letter = text[from + 1];
  if (letter === 'b' || letter === 'B') return { base: 2, from: from + 2 };
  if (letter === 'o' || letter === 'O') return { base: 8, from: from + 2 };
  return { base, from };
}

function scanDigits(text: string, from: number, base: number): { magnitude: bigint; negative: boolean; end: number } {
  let at = from;
  while (at < text.length && C_SPACE.includes(text[at]!)) at++;
  const negative = text[at] === '-';
  if (negative || text[at] === '+') at++;
  let radix = base;
  if ((base === 0 || base === 16) && HEX_PREFIX.test(text.slice(at, at + 3))) {
    radix = 16;
    at += 2;
  } else if (base === 0) {
    radix = text[at] === '0' ? 8 : 10;
  }
  const first = at;
  while (at < text.length && digit(text[at]!) < radix) at++;
  if (at === first) return { magnitude: 0n, negative, end: from };
  return { magnitude: magnitudeOf(text.slice(first, at), radix), negative, end: at };
}

const C_SPACE = ' \t\n\v\f\r';
const HEX_PREFIX = /^0[xX][0-9a-fA-F]/;
const RADIX_PREFIX: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };

function magnitudeOf(digits: string, radix: number): bigint {
  return BigInt(`${RADIX_PREFIX[radix]!}${digits}`);
}

function digit(character: string): number {
  const value = '0123456789abcdef'.indexOf(character.toLowerCase());
  return value < 0 ? Number.POSITIVE_INFINITY : value;
}
