/** A place in a file that a text names. */
export interface NamedPlace {
  /** Offsets in the text. */
  readonly from: number;
  readonly to: number;
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Words that stand for a place. */
export interface PlaceWords {
  readonly words: string;
  readonly path: string;
  readonly line: number;
}

/**
 * The places that a text names with their whole path, as Python (`File "/x.py", line 3`), Node.js and Go (`/x.js:3:5`) and shells
 * (`/x.sh: line 3:`) write them, and those that it names with other words.
 */
export function namedPlaces(text: string, others: readonly PlaceWords[]): NamedPlace[] {
  const whole = [...text.matchAll(WHOLE)].map((match) => {
    const [all, quoted, line, bare, after] = match;
    const path = quoted ?? bare ?? '';
    return { from: match.index + all.indexOf(path), to: match.index + all.length, path, line: Number(line ?? after) };
  });
  const named = others.flatMap(({ words, path, line }) => {
    const from = text.indexOf(words);
    return from < 0 ? [] : [{ from, to: from + words.length, path, line }];
  });
  return [...named, ...whole];
}

const WHOLE = /File "(\/[^"\n]+)", line (\d+)|(?<![^\s(])(?:file:\/\/)?(\/[^\s:()"']+):(?: (?:line )?)?(\d+)/g;
