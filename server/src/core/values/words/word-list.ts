import type { Token, ValueProblem } from '../grammar.ts';
import { quotingProblem } from './quoting-problem.ts';
import { type Extracted, extractWord, type Word, type WordFlags } from './words.ts';

/** The words of a list and what goes before them. */
export interface WordList {
  /** The list begins with `~`: it names what is not meant. */
  readonly inverted: boolean;
  /** The words before the first error; systemd's list parsers keep those that they had read. */
  readonly words: readonly Word[];
  /** Where systemd cannot split further. */
  readonly problem?: ValueProblem;
  /** The `~`, where there is one. */
  readonly tokens: readonly Token[];
}

/** Reads a list of words, with a `~` before it where the parser knows one. */
export function readWordList(value: string, flags: WordFlags, invertible = false): WordList {
  const inverted = invertible && value.startsWith('~');
  const words: Word[] = [];
  const tokens: Token[] = inverted ? [{ kind: 'operator', from: 0, to: 1 }] : [];
  for (let from: number | undefined = inverted ? 1 : 0; from !== undefined; ) {
    const next: Extracted = extractWord(value, from, flags);
    if (next.error) return { inverted, words, tokens, problem: quotingProblem(value, next.error) };
    if (next.word) words.push(next.word);
    from = next.rest;
  }
  return { inverted, words, tokens };
}

/** An item as it is kept of an inverted list, so that what it does can be seen from it alone. */
export function listed(list: WordList, word: string): string {
  return list.inverted ? `~${word}` : word;
}

/** The token of a word. */
export function wordToken(word: Word, kind: Token['kind'], value: string): Token {
  const { from, to, text } = word;
  return value.slice(from, to) === text ? { kind, from, to } : { kind, from, to, text };
}

/** The text of a token, quotes and escapes resolved. */
export function tokenText(token: Token, value: string): string {
  return token.text ?? value.slice(token.from, token.to);
}

/** The words of a list that are accepted, and the others, each in their order. */
export function sift(
  words: readonly Word[],
  accepts: (text: string) => boolean,
): { readonly known: readonly Word[]; readonly unknown: readonly Word[] } {
  const known: Word[] = [];
  const unknown: Word[] = [];
  for (const word of words) (accepts(word.text) ? known : unknown).push(word);
  return { known, unknown };
}
