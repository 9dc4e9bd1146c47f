import { type Message, say } from '../text/message.ts';
import type { Offer, TokenKind } from './grammar.ts';
import { WHITESPACE } from './words/words.ts';

/** Something that may be typed. */
export interface Choice {
  readonly label: string;
  readonly kind?: TokenKind;
  readonly detail?: Message;
  readonly documentation?: Message;
  readonly rank?: number;
  /** What is inserted where that is not the label; an LSP snippet with `snippet`. */
  readonly insert?: string;
  readonly snippet?: boolean;
  readonly continues?: boolean;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The word around an offset: what completing there replaces. */
export function stretchAround(value: string, offset: number, separators: string = WHITESPACE, first = 0): Stretch {
  let from = offset;
  while (from > first && !separators.includes(value[from - 1]!)) from--;
  let to = Math.max(offset, from);
  while (to < value.length && !separators.includes(value[to]!)) to++;
  return { from, to, text: value.slice(from, to) };
}

/** Offers that replace a stretch. */
export function offersAt(stretch: { readonly from: number; readonly to: number }, choices: Iterable<Choice>): Offer[] {
  return Array.from(choices, ({ kind, insert, label, ...rest }) => ({
    label,
    from: stretch.from,
    to: stretch.to,
    insert: insert ?? label,
    kind: kind ?? 'keyword',
    ...rest,
  }));
}

/** Offers of whole values, the first before the others, with what is to be said of each, if anything. */
export function offersOfWords(
  value: string,
  words: readonly string[],
  noteOn: (word: string) => Message | undefined,
): Offer[] {
  const choices = words.map((label, rank): Choice => {
    const documentation = noteOn(label);
    return { label, ...(documentation !== undefined && { documentation }), rank };
  });
  return offersAt({ from: 0, to: value.length }, choices);
}

/**
 * Offers for the word of a space-separated list that the offset is in, without those that stand in the list already. In a list that may
 * begin with `~`, that is offered too while nothing has been written.
 */
export function offersInList(value: string, offset: number, choices: Iterable<Choice>, invertible = false): Offer[] {
  const first = invertible && value.startsWith('~') ? 1 : 0;
  if (offset < first) return [];
  const stretch = stretchAround(value, offset, WHITESPACE, first);
  const others = new Set(`${value.slice(first, stretch.from)} ${value.slice(stretch.to)}`.split(/\s+/));
  const offers = offersAt(
    stretch,
    [...choices].filter(({ label }) => !others.has(label)),
  );
  return invertible && value.trim() === '' ? [...offers, ...offersAt(stretch, [INVERT])] : offers;
}

const INVERT: Choice = {
  label: '~',
  kind: 'operator',
  detail: say`all except those that follow`,
  rank: 9,
  continues: true,
};

/** The documentation of an offer, where there is any. */
export function documented(documentation: Message | undefined): Pick<Choice, 'documentation'> {
  return documentation ? { documentation } : {};
}

/** The detail of an offer, where there is any. */
export function detailed(detail: Message | undefined): Pick<Choice, 'detail'> {
  return detail ? { detail } : {};
}
