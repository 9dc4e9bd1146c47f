import {
  type Extracted,
  eachUnit,
  extractWord,
  offsetInValue,
  type Word,
  type WordError,
  type WordFlags,
} from './words.ts';

export interface Fields {
  /** The fields that were read, at most as many as asked for, in the value's offsets. */
  readonly fields: readonly Word[];
  /** What is left after the last field: its offset in the word's text, undefined where all is used up. */
  readonly rest: number | undefined;
  /** Where systemd cannot split; `at` is in the value's offsets. */
  readonly error?: WordError;
}

/** Takes a word apart at colons or the like, as systemd's extract_many_words does with a word that it took from a list. */
export function splitFields(word: Word, flags: WordFlags, most: number, start: number | undefined = 0): Fields {
  const fields: Word[] = [];
  let rest: number | undefined = start;
  while (rest !== undefined && fields.length < most) {
    const next: Extracted = extractWord(word.text, rest, flags);
    if (next.error) {
      return { fields, rest, error: { ...next.error, at: offsetInValue(word, next.error.at) } };
    }
    if (!next.word) return { fields, rest: undefined };
    fields.push(subword(word, next.word));
    rest = next.rest;
  }
  return { fields, rest };
}

/** A stretch of a word's text as a word of the value. */
function subword(outer: Word, inner: Word): Word {
  const from = offsetInValue(outer, inner.from);
  const to = inner.to > inner.from ? offsetInValue(outer, inner.to - 1) + 1 : from;
  if (!outer.offsets && !inner.offsets) return { text: inner.text, from, to };
  const offsets = eachUnit(inner.text, (index) => offsetInValue(outer, offsetInValue(inner, index)));
  return { text: inner.text, from, to, offsets };
}
