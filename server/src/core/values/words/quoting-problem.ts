import type { Effect } from '../../diagnostic.ts';
import { say } from '../../text/message.ts';
import type { ValueFix, ValueProblem, Wording } from '../grammar.ts';
import type { WordError } from './words.ts';

/** The problem of a value that cannot be split into words. */
export function quotingProblem(value: string, error: WordError, effect: Effect = 'ignore'): ValueProblem {
  return error.kind === 'unbalanced-quote'
    ? openQuote(value, error.at, effect)
    : badEscape(value, error.at, effect, { remedy: say`Write \\\\ for a backslash.` });
}

/** A backslash with something behind it that is no escape sequence; `rest` is what else is said of it. */
export function badEscape(value: string, from: number, effect: Effect, rest: Omit<Wording, 'message'>): ValueProblem {
  const to = Math.min(from + 2, value.length);
  const message =
    to - from < 2
      ? say`The backslash at the end escapes nothing.`
      : say`"${value.slice(from, to)}" is not an escape sequence.`;
  const fix: ValueFix = { title: say`Double the backslash`, safety: 'unsafe', from, to: from + 1, newText: '\\\\' };
  return { code: 'bad-quoting', effect, from, to, message, ...rest, fixes: [fix] };
}

function openQuote(value: string, from: number, effect: Effect): ValueProblem {
  const quote = value[from]!;
  const end = value.length;
  return {
    code: 'bad-quoting',
    effect,
    from,
    to: end,
    message: say`The quote (${quote}) opened here is never closed.`,
    remedy: say`Close it, or write \\${quote} for a literal quote.`,
    fixes: [{ title: say`Close the quote at the end`, safety: 'unsafe', from: end, to: end, newText: quote }],
  };
}
