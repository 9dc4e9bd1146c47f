/**
 * The candidate that was most likely meant, or undefined where none is close: at most a third of the word may differ, unless the
 * word is the beginning of one candidate alone. Swapped neighbours count as one change, and upper and lower case as none.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates];
  const close = closest(word, all, Math.max(1, Math.floor(word.length / 3)));
  if (word.length < LONG_ENOUGH || (close && close.changes <= 1)) return close?.candidate;
  // One typing mistake is more likely than an unfinished word, two are less likely.
  const begun = all.filter((candidate) => candidate.toLowerCase().startsWith(word.toLowerCase()));
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
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > limit) continue;
    const cost = editDistance(wanted, candidate.toLowerCase(), bestCost);
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

/** Optimal string alignment distance, given up as soon as it must reach `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    before = previous;
    previous = current;
  }
  return previous[b.length]!;
}
