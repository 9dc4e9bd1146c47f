import { readTimeSpan } from '../values/time-span.ts';
import type { Item } from '../workspace/effective-unit.ts';

/** The microseconds that an item of a time directive stands for; undefined where it is no time. */
export function timeOf(item: Item | undefined): bigint | undefined {
  if (!item) return undefined;
  const reading = readTimeSpan(item.text);
  return reading.fault === undefined ? reading.time : undefined;
}
