import type { Effect } from '../diagnostic.ts';
import { say } from '../text/message.ts';
import type { Parsed, Token, ValueFix, ValueProblem, ValueProblemCode, Wording } from './grammar.ts';

/** The setting is emptied or goes back to its default. */
export function reset(tokens: readonly Token[] = []): Parsed {
  return { tokens, problems: [], outcome: 'reset', items: [] };
}

/** The line leaves the setting as it was, because of the problem or silently where there is none. */
export function dropped(problem?: ValueProblem, tokens: readonly Token[] = []): Parsed {
  return { tokens, problems: problem ? [problem] : [], outcome: 'dropped', items: [] };
}

/** The setting now is this one item. */
export function set(item: string, tokens: readonly Token[] = [], problems: readonly ValueProblem[] = []): Parsed {
  return { tokens, problems, outcome: 'set', items: [item] };
}

/** The items are appended to a list; where all were dropped, the line changes nothing. */
export function added(
  items: readonly string[],
  tokens: readonly Token[] = [],
  problems: readonly ValueProblem[] = [],
): Parsed {
  return { tokens, problems, outcome: items.length > 0 ? 'add' : 'dropped', items };
}

/** The same for a list that is no longer as it was without a line, even one of which all items were dropped: it has begun. */
export function begun(
  items: readonly string[],
  tokens: readonly Token[] = [],
  problems: readonly ValueProblem[] = [],
): Parsed {
  return { tokens, problems, outcome: 'add', items };
}

/** What one word of a list came to; without an item where it was dropped. */
export interface ReadWord {
  readonly item?: string;
  readonly tokens: readonly Token[];
  readonly problems: readonly ValueProblem[];
}

/** The words of a list together, with a problem of the line as a whole, if there is one. */
export function addedWords(read: readonly ReadWord[], more?: ValueProblem): Parsed {
  const problems = read.flatMap((one) => one.problems);
  return added(
    read.flatMap((one) => one.item ?? []),
    read.flatMap((one) => one.tokens),
    more ? [...problems, more] : problems,
  );
}

/** The same, with something more to be said of it. */
export function withNote(parsed: Parsed, note: ValueProblem | undefined): Parsed {
  return note ? { ...parsed, problems: [...parsed.problems, note] } : parsed;
}

export function problem(
  code: ValueProblemCode,
  effect: Effect,
  from: number,
  to: number,
  wording: Wording,
  fixes: readonly ValueFix[] = [],
): ValueProblem {
  return { code, effect, from, to, ...wording, ...(fixes.length > 0 && { fixes }) };
}

/** A problem of the value as a whole. */
export function wholeValue(
  value: string,
  code: ValueProblemCode,
  effect: Effect,
  wording: Wording,
  fixes: readonly ValueFix[] = [],
): ValueProblem {
  return problem(code, effect, 0, value.length, wording, fixes);
}

/** Replaces the stretch of a problem by what was meant. */
export function replacement(newText: string, from: number, to: number, safety: ValueFix['safety']): ValueFix {
  return { title: newText === '' ? say`Remove it` : say`Replace with ${newText}`, safety, from, to, newText };
}
