/**
 * The candidate that was most likely meant, or undefined where none is close: at most a third of the word may differ, unless the
 * word is the beginning of one candidate alone. Swapped neighbours count as one change, and upper and lower case as none.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates];
  const close = closest(word, all, Math.max(1, Math.floor(word.length / 3)));
  if (word.length < LONG_ENOUGH || (close && close.changes <= 1)) return close?.candidate;
  // One typing mistake is more likely than an unfinished word, two are less likely.
  const wanted = word.toLowerCase();
  const begun = all.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return begun.length === 1 ? begun[0] : close?.candidate;
}

/** A common prefix of this length is hardly a coincidence. */
const LONG_ENOUGH = 4;

/** The candidate that differs least, if it differs in no more than `limit` places, and in how many it does. */
export function closest(
  word: string,
  candidates: Iterable<string>,
  limit: number,
): { readonly candidate: string; readonly changes: number } | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestCost = limit + 1;
  let rows: Rows | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > limit) continue;
    const other = candidate.toLowerCase();
    // As many characters must be added or removed at least.
    if (Math.abs(other.length - wanted.length) >= bestCost) continue;
    rows ??= [newRow(wanted.length + limit), newRow(wanted.length + limit), newRow(wanted.length + limit)];
    const cost = editDistance(wanted, other, bestCost, rows);
    if (cost < bestCost) {
      best = candidate;
      bestCost = cost;
    }
  }
  return best === undefined ? undefined : { candidate: best, changes: bestCost };
}

/** Whether a word differs from what was meant in nothing but upper and lower case, so that there is no doubt. */
export function isSameWord(word: string, meant: string): boolean {
  return word.toLowerCase() === meant.toLowerCase();
}

/** Three rows of the table, each for words of up to the length. */
type Rows = readonly [Uint32Array, Uint32Array, Uint32Array];

function newRow(length: number): Uint32Array {
  return new Uint32Array(length + 1);
}

/**
 * Optimal string alignment distance, given up as soon as it must reach `limit`. A file can have as many unknown words as it has words, so
 * only the cells of the table are computed that can stay below the limit: those at most `limit - 1` away from its diagonal.
 *
 * @param a Differs in length from `b` by less than `limit`.
 * @param rows Written over, whatever they hold.
 */
function editDistance(a: string, b: string, limit: number, rows: Rows): number {
  const band = limit - 1;
  let [before, previous, current] = rows;
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const first = Math.max(1, i - band);
    const last = Math.min(b.length, i + band);
    // The neighbours of the band stand for all that is outside of it.
    current[first - 1] = first === 1 ? i : limit;
    if (i + band <= b.length) previous[i + band] = limit;
    let least = current[first - 1]!;
    const at = a.charCodeAt(i - 1);
    for (let j = first; j <= last; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = previous[j - 1]! + (at === other ? 0 : 1);
      if (previous[j]! + 1 < cost) cost = previous[j]! + 1;
      if (current[j - 1]! + 1 < cost) cost = current[j - 1]! + 1;
      if (i > 1 && j > 1 && at === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other && before[j - 2]! + 1 < cost)
        cost = before[j - 2]! + 1;
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    [before, previous, current] = [previous, current, before];
  }
  return Math.min(limit, previous[b.length]!);
}
