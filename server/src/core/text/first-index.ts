/**
 * The first index for which something holds that also holds for every index behind it, by binary search; `length` where it holds for none.
 *
 * @param length Of the list that is searched.
 */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
