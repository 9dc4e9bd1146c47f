/** A list of words that changed between systemd versions: the whole list from each version on, oldest first. */
export type Timeline = readonly (readonly [since: number, words: ReadonlySet<string>])[];

/** Unpacks the rows of a data file: the first has all words, the others what came and, with a `-`, what went. */
export function timeline(rows: unknown): Timeline {
  const unpacked: [number, ReadonlySet<string>][] = [];
  let last: ReadonlySet<string> = new Set();
  for (const [since, changes] of rows as readonly (readonly [number, readonly string[]])[]) {
    const words = new Set([...last, ...changes.filter((word) => !word.startsWith('-'))]);
    for (const word of changes) if (word.startsWith('-')) words.delete(word.slice(1));
    unpacked.push([since, words]);
    last = words;
  }
  return unpacked;
}

/** The words that a version has; versions older than the records are taken for the oldest of them. */
export function wordsAt(words: Timeline, version: number): ReadonlySet<string> {
  return (words.findLast(([since]) => since <= version) ?? words[0])?.[1] ?? NONE;
}

/** The first recorded version that has the word; undefined where none has. */
export function sinceOf(words: Timeline, word: string): number | undefined {
  return words.find(([, list]) => list.has(word))?.[0];
}

/** The names of groups of words that a version has. A group without rows, whose words are found elsewhere, is in every version. */
export function groupsAt(groups: ReadonlyMap<string, Timeline>, version: number, oldest: number): string[] {
  return [...groups]
    .filter(([, words]) => (words[0]?.[0] ?? 0) <= Math.max(version, oldest))
    .map(([name]) => name)
    .sort();
}

const NONE: ReadonlySet<string> = new Set();
