import { INFINITY } from '../../values/time/time-span.ts';
import type { Item } from '../../workspace/effective-unit.ts';

/** The microseconds that an item of a time directive stands for, as its grammar keeps them; undefined where there is none. */
export function timeOf(item: Item | undefined): bigint | undefined {
  if (!item) return undefined;
  if (item.text === 'infinity') return INFINITY;
  return /^\d+$/.test(item.text) ? BigInt(item.text) : undefined;
}
