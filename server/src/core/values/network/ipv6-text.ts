import { isIPv6 } from './inet.ts';

/**
 * An IPv6 address in its canonical spelling (RFC 5952, section 4): small letters, no leading zeros, and `::` for the longest run of two or more
 * groups of zeros, the first of equally long ones. The last 32 bits stay dotted where they are written so. Undefined for what is no address.
 */
export function canonicalIPv6(text: string): string | undefined {
  if (!isIPv6(text)) return undefined;
  const last = text.lastIndexOf(':') + 1;
  const dotted = text.includes('.') ? text.slice(last) : undefined;
  const groups = groupsOf(dotted === undefined ? text : `${text.slice(0, last)}0:0`);
  const own = dotted === undefined ? groups : groups.slice(0, 6);
  const { from, length } = longestZeros(own);
  const words = own.map((group) => group.toString(16));
  const tail = dotted === undefined ? [] : [dotted];
  if (length < 2) return [...words, ...tail].join(':');
  return `${words.slice(0, from).join(':')}::${[...words.slice(from + length), ...tail].join(':')}`;
}

/** The eight groups of an address without a dotted part. */
function groupsOf(text: string): readonly number[] {
  const [left = '', right] = text.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const missing = right === undefined ? 0 : GROUPS - head.length - tail.length;
  return [...head, ...Array.from({ length: missing }, () => '0'), ...tail].map((group) => Number.parseInt(group, 16));
}

const GROUPS = 8;

function longestZeros(groups: readonly number[]): { readonly from: number; readonly length: number } {
  let best = { from: 0, length: 0 };
  let from = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) from = index + 1;
    else if (index + 1 - from > best.length) best = { from, length: index + 1 - from };
  }
  return best;
}
