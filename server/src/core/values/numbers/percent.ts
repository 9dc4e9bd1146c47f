import { INT32_MAX, type NumberFault, readInteger } from './numbers.ts';

/**
 * Reads parts per ten thousand without upper bound: `7‱`, `7.5‰`, or a percentage with at most two decimals
 * (src/basic/percent-util.c, parse_permyriad_unbounded). `invalid` also where none of the three signs ends the text.
 */
export function readPermyriadUnbounded(text: string): number | NumberFault {
  if (text.endsWith('‱')) return readParts(text, '‱', 0);
  if (text.endsWith('‰')) return readParts(text, '‰', 1);
  return readParts(text, '%', 2);
}

/** The same up to the whole, 10000 (parse_permyriad). */
export function readPermyriad(text: string): number | NumberFault {
  const read = readPermyriadUnbounded(text);
  return typeof read === 'number' && read > 10_000 ? 'range' : read;
}

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
