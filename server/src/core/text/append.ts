/**
 * Adds items to the end of a list, however many there are. `list.push(...items)` makes each an argument of the call, and the stack holds
 * no more than about 100,000 of them.
 */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
