import { type NumberFault, scanUnsigned, skipBlanks, UINT64_MAX } from './numbers.ts';

/** A size as systemd reads it, or where in the text and why it cannot. */
export type SizeReading =
  | { readonly bytes: bigint; readonly fault?: undefined }
  | { readonly fault: NumberFault; readonly from: number; readonly to: number };

/**
 * Reads a size such as `512M` or `1G 500M` (src/basic/parse-util.c, parse_size): decimal numbers, each with one of the suffixes
 * E P T G M K B, from large to small, a fraction allowed. Base 1024 is for memory and files, 1000 for transfer rates.
 */
export function readSize(text: string, base: 1000 | 1024): SizeReading {
  let total = 0n;
  let next = 0;
  let at = 0;
  do {
    const from = skipBlanks(text, at);
    const whole = scanUnsigned(text, from, 10);
    const fail = (fault: NumberFault): SizeReading => ({ fault, from, to: text.length });
    if (whole.overflow) return fail('range');
    if (whole.end === from) return fail('invalid');
    if (text[from] === '-') return fail('range');
    const fraction = readFraction(text, whole.end);
    if (!fraction) return fail('range');
    const suffixAt = skipBlanks(text, fraction.end);
    const index = SUFFIXES.findIndex((suffix, i) => i >= next && text.startsWith(suffix, suffixAt));
    if (index < 0) return { fault: 'invalid', from: suffixAt, to: text.length };
    const factor = index < 6 ? BigInt(base) ** BigInt(6 - index) : 1n;
    const bound = whole.value + (fraction.value > 0 ? 1n : 0n);
    if (BigInt.asUintN(64, bound) > UINT64_MAX / factor) return fail('range');
    const part = BigInt.asUintN(64, whole.value * factor + BigInt(Math.trunc(fraction.value * Number(factor))));
    if (part > UINT64_MAX - total) return fail('range');
    total += part;
    at = suffixAt + SUFFIXES[index]!.length;
    next = index + 1;
  } while (at < text.length);
  return { bytes: total };
}

/** Largest first: each number of a size must have a smaller suffix than the one before. The empty one ends a size. */
const SUFFIXES = ['E', 'P', 'T', 'G', 'M', 'K', 'B', ''] as const;

/** The digits after a dot as systemd's double holds them; a dot without digits is fine. undefined where there are too many. */
function readFraction(text: string, at: number): { value: number; end: number } | undefined {
  if (text[at] !== '.') return { value: 0, end: at };
  const from = at + 1;
  if (!/[0-9]/.test(text[from] ?? '')) return { value: 0, end: from };
  const digits = scanUnsigned(text, from, 10);
  if (digits.overflow) return undefined;
  let value = Number(digits.value);
  for (let i = from; i < digits.end; i++) value /= 10;
  return { value, end: digits.end };
}
