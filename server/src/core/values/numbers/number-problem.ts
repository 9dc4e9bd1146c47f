import { type Message, say } from '../../text/message.ts';
import type { ValueContext, ValueFix, ValueProblem } from '../grammar.ts';
import { rewrite, scalarProblem, shown } from '../scalar.ts';
import type { NumberFault } from './numbers.ts';

/** What numbers a parser takes. */
export interface NumberRange {
  readonly min: bigint;
  readonly max: bigint;
  /** What else it takes, as the end of a sentence: `infinity`. */
  readonly or?: Message;
}

/** Words the problem of a value that should have been a number. */
export function numberProblem(
  value: string,
  at: ValueContext,
  range: NumberRange,
  fault: NumberFault,
  accepts: (text: string) => boolean,
): ValueProblem {
  const write = range.or
    ? say`a whole number from ${range.min} to ${range.max}, or ${range.or}`
    : say`a whole number from ${range.min} to ${range.max}`;
  const wanted = { code: 'bad-number', write, accepts } as const;
  if (fault === 'range') {
    return scalarProblem(value, at, wanted, {
      code: 'value-out-of-range',
      what: say`${shown(value)} is out of range.`,
    });
  }
  return scalarProblem(value, at, wanted, { what: whyNoNumber(value), fixes: numberFixes(value, accepts) });
}

function whyNoNumber(value: string): Message {
  if (/^[+-]?0[0-9]+$/.test(value)) return say`The leading 0 of ${value} makes it octal, but it has digits over 7.`;
  if (/^\d+[.,]\d+$/.test(value)) return say`${value} is not a whole number.`;
  return say`"${shown(value)}" is not a number.`;
}

function numberFixes(value: string, accepts: (text: string) => boolean): ValueFix[] {
  const decimal = /^([+-]?)0+(0|[1-9][0-9]*)$/.exec(value);
  const grouped = /^\d{1,3}(?:[ _',.]\d{3})+$/.test(value) ? value.replaceAll(/[ _',.]/g, '') : undefined;
  const candidates = [decimal && `${decimal[1]!}${decimal[2]!}`, grouped];
  return candidates
    .filter((text): text is string => typeof text === 'string' && accepts(text))
    .map((text) => rewrite(value, text, 'safe'));
}
