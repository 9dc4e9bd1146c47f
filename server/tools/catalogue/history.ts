/** One fact as it stands in each version that has it, oldest first. */
export type Versions<T> = readonly (readonly [number, T])[];

/** Keeps the versions in which the fact differs from the one before: `[since, fact]` rows, oldest first. */
export function changes<T>(versions: Versions<T>): (readonly [number, T])[] {
  const rows: (readonly [number, T])[] = [];
  let last: string | undefined;
  for (const [version, fact] of versions) {
    const text = JSON.stringify(fact);
    if (text !== last) rows.push([version, fact]);
    last = text;
  }
  return rows;
}

/** The same for long lists that change little: after the first row, only the words that came, and with a `-` those that went. */
export function wordChanges(versions: Versions<readonly string[]>): (readonly [number, readonly string[]])[] {
  const rows: (readonly [number, readonly string[]])[] = [];
  let last: ReadonlySet<string> = new Set();
  for (const [version, words] of versions) {
    const now = new Set(words);
    const came = [...now].filter((word) => !last.has(word)).sort();
    const went = [...last].filter((word) => !now.has(word)).sort();
    if (came.length + went.length > 0) rows.push([version, [...came, ...went.map((word) => `-${word}`)]]);
    last = now;
  }
  return rows;
}

/** Turns facts per version inside out: for each name the versions that have it, with what it is there. */
export function byName<T>(versions: Versions<ReadonlyMap<string, T>>): Map<string, [number, T][]> {
  const names = new Map<string, [number, T][]>();
  for (const [version, facts] of versions) {
    for (const [name, fact] of facts) {
      const rows = names.get(name) ?? [];
      rows.push([version, fact]);
      names.set(name, rows);
    }
  }
  return names;
}
