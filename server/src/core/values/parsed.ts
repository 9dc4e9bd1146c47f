import type { Effect } from '../diagnostic.ts';
import type { Parsed, Token, ValueFix, ValueProblem, ValueProblemCode } from './grammar.ts';

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

export function problem(
  code: ValueProblemCode,
  effect: Effect,
  from: number,
  to: number,
  message: string,
  fixes: readonly ValueFix[] = [],
): ValueProblem {
  return fixes.length > 0 ? { code, effect, from, to, message, fixes } : { code, effect, from, to, message };
}

/** A problem of the value as a whole. */
export function wholeValue(
  value: string,
  code: ValueProblemCode,
  effect: Effect,
  message: string,
  fixes: readonly ValueFix[] = [],
): ValueProblem {
  return problem(code, effect, 0, value.length, message, fixes);
}

/** Replaces the stretch of a problem by what was meant. */
export function replacement(newText: string, from: number, to: number, safety: ValueFix['safety']): ValueFix {
  return { title: newText === '' ? 'Remove it' : `Replace with ${newText}`, safety, from, to, newText };
}
