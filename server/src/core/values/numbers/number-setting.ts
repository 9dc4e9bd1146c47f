import { type Message, say, sentences } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext } from '../grammar.ts';
import { dropped, reset, set } from '../parsed.ts';
import { wholeToken } from '../scalar.ts';
import { numberNote } from './number-notes.ts';
import { numberProblem } from './number-problem.ts';
import { NUMBERS, type NumberRule, readIn } from './number-rules.ts';
import type { NumberFault } from './numbers.ts';
import { readPermyriad } from './percent.ts';

/** A whole number, for some directives also `infinity`, a percentage, or nothing at all; kept in decimal. */
export const numberGrammar: Grammar = {
  parsers: Object.keys(NUMBERS),
  summary: say`a whole number`,

  parse(value: string, at: ValueContext): Parsed {
    const rule = NUMBERS[at.parser]!;
    const read = readSetting(rule, value, at.version);
    if (read === '') return reset();
    const tokens = wholeToken(value, read === 'infinity' ? 'keyword' : 'number');
    if (typeof read !== 'object') return set(String(read), tokens);
    const accepts = (text: string): boolean => typeof readSetting(rule, text, at.version) !== 'object';
    return dropped(numberProblem(value, at, rule, read.fault, accepts), tokens);
  },

  complete(value: string, _offset: number, at: ValueContext): readonly Offer[] {
    const rule = NUMBERS[at.parser]!;
    const words = [...(rule.infinity ? ['infinity'] : []), ...(rule.percent ? ['10%'] : []), ...(rule.usual ?? [])];
    return words.map((word, rank) => ({
      label: word,
      from: 0,
      to: value.length,
      insert: word,
      kind: word === 'infinity' ? 'keyword' : 'number',
      ...(word === 'infinity' && { detail: say`no limit` }),
      rank,
    }));
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const rule = NUMBERS[at.parser]!;
    const text = value.slice(token.from, token.to);
    if (text === 'infinity') return say`No limit.`;
    const read = readIn(rule, text);
    if (typeof read !== 'bigint') return undefined;
    const decimal = String(read) === text ? undefined : say`${text} is ${read} in decimal.`;
    const note = numberNote(at.key, Number(read));
    return decimal || note ? sentences(decimal, note) : undefined;
  },
};

/** The setting as systemd holds it, nothing where an empty value resets it, or what is wrong with the value. */
function readSetting(
  rule: NumberRule,
  value: string,
  version: number,
): bigint | string | { readonly fault: NumberFault } {
  if (value === '' && rule.emptyResets) return '';
  if (rule.infinity && value === 'infinity') return 'infinity';
  if (rule.percent && typeof readPermyriad(value, version) === 'number') return value.trim();
  const read = readIn(rule, value);
  return typeof read === 'bigint' ? read : { fault: read };
}
