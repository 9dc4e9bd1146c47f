import { INT32_MAX, type NumberFault, readInteger } from './numbers.ts';

/**
 * Reads parts per ten thousand without upper bound: `7‱`, `7.5‰`, or a percentage with at most two decimals
 * (src/basic/percent-util.c, parse_permyriad_unbounded). `invalid` also where none of the three signs ends the text.
 * Older versions count in parts per thousand (parse_permille_unbounded), with one decimal less and without `‱`.
 */
export function readPermyriadUnbounded(text: string, version: number): number | NumberFault {
  if (version < COUNTS_TEN_THOUSANDTHS) {
    const parts = text.endsWith('‰') ? readParts(text, '‰', 0) : readParts(text, '%', 1);
    return typeof parts === 'number' ? parts * 10 : parts;
  }
  if (text.endsWith('‱')) return readParts(text, '‱', 0);
  if (text.endsWith('‰')) return readParts(text, '‰', 1);
  return readParts(text, '%', 2);
}

/** The same up to the whole, 10000 (parse_permyriad). */
export function readPermyriad(text: string, version: number): number | NumberFault {
  const read = readPermyriadUnbounded(text, version);
  return typeof read === 'number' && read > 10_000 ? 'range' : read;
}

/** Whole percents up to 100, in parts per ten thousand (src/basic/parse-util.c of systemd 247, parse_percent). */
export function readPercent(text: string): number | NumberFault {
  const read = readParts(text, '%', 0);
  if (typeof read !== 'number') return read;
  return read > 100 ? 'range' : read * 100;
}

/** Since this version percentages are kept in ten thousandths. */
export const COUNTS_TEN_THOUSANDTHS = 248;

function readParts(text: string, sign: string, decimals: number): number | NumberFault {
  if (!text.endsWith(sign)) return 'invalid';
  const number = text.slice(0, -sign.length);
  const dot = decimals > 0 ? number.indexOf('.') : -1;
  const whole = dot < 0 ? number : number.slice(0, dot);
  const fraction = dot < 0 ? '' : number.slice(dot + 1);
  if (dot >= 0 && (fraction.length > decimals || !/^[0-9]+$/.test(fraction))) return 'invalid';
  const value = readInteger(whole);
  if (typeof value !== 'number') return value;
  if (value < 0) return 'range';
  const scale = 10 ** decimals;
  const rest = Number(fraction.padEnd(decimals, '0'));
  return value > Math.floor((INT32_MAX - rest) / scale) ? 'range' : value * scale + rest;
}
