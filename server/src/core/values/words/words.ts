import { joinBytes, readEscape } from './escapes.ts';

/** One word of a value, as systemd's word splitter gives it. */
export interface Word {
  /** What is left after the quotes and escapes that the flags ask to resolve. */
  readonly text: string;
  /** The stretch of the value it was read from, quotes included. */
  readonly from: number;
  readonly to: number;
  /** For each character of `text` its offset in the value; absent where the text stands there as it is. */
  readonly offsets?: readonly number[];
}

/** What differs between systemd's parsers in how they split (src/basic/extract-word.h, ExtractFlags). All are off by default. */
export interface WordFlags {
  /** The characters between words; white space (space, tab, CR, LF) by default. */
  readonly separators?: string;
  /** Quotes hide separators and are removed. */
  readonly unquote?: boolean;
  /** Quotes hide separators and are kept. */
  readonly keepQuotes?: boolean;
  /** C escapes are resolved. */
  readonly cunescape?: boolean;
  /** Unknown escapes and a trailing backslash are kept as they stand. */
  readonly unescapeRelax?: boolean;
  /** A separator or backslash after a backslash stands for itself. */
  readonly unescapeSeparators?: boolean;
  /** A backslash is a character like any other. Without this and the three above, it drops out and hides what follows it. */
  readonly retainEscape?: boolean;
  /** An open quote or a trailing backslash at the end is no error. */
  readonly relax?: boolean;
  /** Each separator ends a word, so that two in a row have an empty word between them. */
  readonly dontCoalesceSeparators?: boolean;
  /** The rest begins at the separators and not after them. */
  readonly retainSeparators?: boolean;
}

export interface WordError {
  /** Where the open quote or the bad escape's backslash stands. */
  readonly at: number;
  readonly kind: 'unbalanced-quote' | 'bad-escape';
}

export interface Extracted {
  /** Undefined at the end of the value and on error. */
  readonly word: Word | undefined;
  /** Where the next word would be looked for; undefined where the value is used up. */
  readonly rest: number | undefined;
  readonly error?: WordError;
}

export const WHITESPACE = ' \t\n\r';

/** Splits a value into words as systemd does. Words before an error are kept, and nothing after it is read. */
export function extractWords(
  value: string,
  flags: WordFlags = {},
): { readonly words: readonly Word[]; readonly error?: WordError } {
  const words: Word[] = [];
  for (let from: number | undefined = 0; from !== undefined; ) {
    const next: Extracted = extractWord(value, from, flags);
    if (next.error) return { words, error: next.error };
    if (next.word) words.push(next.word);
    from = next.rest;
  }
  return { words };
}

/** Reads the first word at or after an offset (src/basic/extract-word.c, extract_first_word). */
export function extractWord(value: string, from: number, flags: WordFlags = {}): Extracted {
  const separators = flags.separators ?? WHITESPACE;
  let start = from;
  while (start < value.length && separators.includes(value[start]!)) {
    if (flags.dontCoalesceSeparators) {
      return { word: { text: '', from: start, to: start }, rest: flags.retainSeparators ? start : start + 1 };
    }
    start++;
  }
  if (start < value.length) return readWord(value, start, separators, flags);
  return { word: flags.dontCoalesceSeparators ? { text: '', from: start, to: start } : undefined, rest: undefined };
}

/**
 * As {@link extractWord}, but an unknown escape does not end the reading: the word is then kept as it stands and `unknownEscape` says
 * where it is (src/basic/extract-word.c, extract_first_word_and_warn). Only an open quote remains as an error.
 */
export function extractWordRelaxed(
  value: string,
  from: number,
  flags: WordFlags = {},
): Extracted & { readonly unknownEscape?: number } {
  const strict = extractWord(value, from, flags);
  if (!strict.error || flags.unescapeRelax) return strict;
  const relaxed = extractWord(value, from, { ...flags, unescapeRelax: true });
  return relaxed.error ? relaxed : { ...relaxed, unknownEscape: strict.error.at };
}

/** Where in the value a character of the word's text stands; `word.text.length` gives the end of the word. */
export function offsetInValue(word: Word, index: number): number {
  if (!word.offsets) return Math.min(word.from + index, word.to);
  return word.offsets[index] ?? word.to;
}

/** A word found inside the text of another, with its offsets counted in the value as the outer word's are. */
export function withinWord(outer: Word, inner: Word): Word {
  const place = (index: number): number => offsetInValue(outer, index);
  const from = place(inner.from);
  const to = inner.to > inner.from ? Math.max(from, place(inner.to - 1) + 1) : from;
  if (!inner.offsets && !outer.offsets) return { text: inner.text, from, to };
  return { text: inner.text, from, to, offsets: eachUnit(inner.text, (i) => place(offsetInOuter(inner, i))) };
}

/** One offset for each UTF-16 unit of a text, of which some characters have two. */
export function eachUnit(text: string, offset: (index: number) => number): number[] {
  return Array.from({ length: text.length }, (_, index) => offset(index));
}

function offsetInOuter(inner: Word, index: number): number {
  return inner.offsets?.[index] ?? inner.from + index;
}

function readWord(value: string, start: number, separators: string, flags: WordFlags): Extracted {
  // Most words are plain to their ends.
  const plain = plainEnd(value, start, separators);
  let text = value.slice(start, plain);
  /** Made where the text is not that of the value any more. */
  let offsets: number[] | undefined;
  let quote = '';
  let quoteAt = start;
  const put = (piece: string, offset: number): void => {
    if (!offsets && (piece.length !== 1 || offset !== start + text.length)) offsets = offsetsFrom(start, text);
    text += piece;
    if (offsets) for (let i = 0; i < piece.length; i++) offsets.push(offset);
  };
  const word = (to: number): Word => makeWord(value, text, offsets, start, to);

  for (let at = plain; ; at++) {
    const c = value[at];
    if (c === undefined) {
      if (quote !== '' && !flags.relax) {
        return { word: undefined, rest: undefined, error: { at: quoteAt, kind: 'unbalanced-quote' } };
      }
      return { word: word(at), rest: undefined };
    }
    if (c === '\\' && !flags.retainEscape) {
      const resolved = resolve(value, at, separators, quote, flags);
      if (typeof resolved === 'string') {
        return {
          word: undefined,
          rest: undefined,
          error: { at: resolved === 'bad-escape' ? at : quoteAt, kind: resolved },
        };
      }
      put(resolved.text, at);
      at += resolved.length;
    } else if (quote !== '') {
      if (c === quote) quote = '';
      if (quote !== '' || !flags.unquote) put(c, at);
    } else if ((c === '"' || c === "'") && (flags.unquote || flags.keepQuotes)) {
      quote = c;
      quoteAt = at;
      if (!flags.unquote) put(c, at);
    } else if (separators.includes(c)) {
      return { word: word(at), rest: afterSeparator(value, at, separators, flags) };
    } else put(c, at);
  }
}

/** Where the characters end that stand for themselves, whatever the flags. */
function plainEnd(value: string, from: number, separators: string): number {
  let to = from;
  while (to < value.length) {
    const c = value[to]!;
    if (c === '\\' || c === '"' || c === "'" || separators.includes(c)) break;
    to++;
  }
  return to;
}

function offsetsFrom(start: number, text: string): number[] {
  return eachUnit(text, (index) => start + index);
}

/** What stands for a backslash and the characters after it; `length` counts those after. */
function resolve(
  value: string,
  at: number,
  separators: string,
  quote: string,
  flags: WordFlags,
): { readonly text: string; readonly length: number } | WordError['kind'] {
  const next = value[at + 1];
  if (next === undefined) {
    if (flags.unescapeRelax && (quote === '' || flags.relax)) return { text: '\\', length: 0 };
    if (flags.relax) return { text: '', length: 0 };
    return quote === '' ? 'bad-escape' : 'unbalanced-quote';
  }
  if (!flags.cunescape && !flags.unescapeSeparators && !flags.unescapeRelax) return { text: next, length: 1 };
  const sequence = flags.cunescape ? readEscape(value, at + 1) : undefined;
  if (sequence) return sequence;
  if (flags.unescapeSeparators && (separators.includes(next) || next === '\\')) return { text: next, length: 1 };
  return flags.unescapeRelax ? { text: `\\${next}`, length: 1 } : 'bad-escape';
}

function afterSeparator(value: string, at: number, separators: string, flags: WordFlags): number | undefined {
  if (flags.retainSeparators) return at;
  if (flags.dontCoalesceSeparators) return at + 1;
  let next = at;
  while (next < value.length && separators.includes(value[next]!)) next++;
  return next < value.length ? next : undefined;
}

function makeWord(value: string, text: string, offsets: readonly number[] | undefined, from: number, to: number): Word {
  if (value.slice(from, to) === text) return { text, from, to };
  const joined = joinBytes(text);
  // Where bytes were joined to characters, offsets no longer go one to one; the word as a whole is then the best there is.
  if (joined !== text) return { text: joined, from, to, offsets: eachUnit(joined, () => from) };
  return { text, from, to, offsets: offsets ?? offsetsFrom(from, text) };
}
