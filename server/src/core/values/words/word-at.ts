import { WHITESPACE } from './words.ts';

/** The stretch between separators that an offset is in, for completing it; empty between two of them. */
export function wordAt(
  value: string,
  offset: number,
  separators: string = WHITESPACE,
): { readonly from: number; readonly to: number } {
  let from = offset;
  let to = offset;
  while (from > 0 && !separators.includes(value[from - 1]!)) from--;
  while (to < value.length && !separators.includes(value[to]!)) to++;
  return { from, to };
}
