import type { Effect } from '../diagnostic.ts';
import { type Message, say } from '../text/message.ts';
import type { Token, TokenKind, ValueContext, ValueFix, ValueProblem, ValueProblemCode, Wording } from './grammar.ts';

/** What a value that is one thing should have been: what the problems of booleans, keywords, numbers, sizes and times share. */
export interface Wanted {
  readonly code: ValueProblemCode;
  /** What to write, as the end of a sentence: `Write <yes or no>.` */
  readonly write: Message;
  /** Whether the parser would take the text. */
  accepts(text: string): boolean;
  readonly effect?: Effect;
}

/** What the grammar itself found; everything has a default that speaks of the value as a whole. */
export interface Finding {
  /** What is wrong, as a full sentence. */
  readonly what?: Message;
  /** What to write, where that is less than what the parser takes. */
  readonly write?: Message;
  /** What to do, as a full sentence, where that is not to write another value. */
  readonly remedy?: Message;
  readonly code?: ValueProblemCode;
  readonly from?: number;
  readonly to?: number;
  readonly fixes?: readonly ValueFix[];
}

/**
 * Words the problem of a value that is not what its parser takes. Before the grammar's own finding come the slips that people make with
 * any kind of value: nothing at all, quotes around it, a comment behind it.
 */
export function scalarProblem(value: string, at: ValueContext, wanted: Wanted, finding: Finding = {}): ValueProblem {
  const effect = wanted.effect ?? 'ignore';
  if (value === '') {
    const message = say`${at.key}= has no value, and an empty value does not reset it.`;
    const remedy = say`Write ${wanted.write}, or remove the line.`;
    return { code: 'empty-value', effect, from: 0, to: 0, message, remedy };
  }
  const slip = findSlip(value, wanted);
  if (slip) {
    const { message, remedy, fix } = slip;
    return { code: wanted.code, effect, from: 0, to: value.length, message, remedy, fixes: [fix] };
  }
  const { code = wanted.code, from = 0, to = value.length, fixes = [] } = finding;
  const message = finding.what ?? say`${at.key}= does not accept "${shown(value)}".`;
  const remedy = finding.remedy ?? say`Write ${finding.write ?? wanted.write}.`;
  return { code, effect, from, to, message, remedy, ...(fixes.length > 0 && { fixes }) };
}

/** A finding without the fixes that would lead to another problem of the same kind. */
export function withGoodFixes(value: string, wanted: Wanted, finding: Finding): Finding {
  const fixes = finding.fixes?.filter(({ from, to, newText }) =>
    wanted.accepts(value.slice(0, from) + newText + value.slice(to)),
  );
  return { ...finding, ...(fixes && { fixes }) };
}

/** One token for the whole value. */
export function wholeToken(value: string, kind: TokenKind): Token[] {
  return value === '' ? [] : [{ kind, from: 0, to: value.length }];
}

/** A fix that replaces the whole value. */
export function rewrite(value: string, newText: string, safety: ValueFix['safety'], title?: Message): ValueFix {
  return { title: title ?? say`Replace with ${newText}`, safety, from: 0, to: value.length, newText };
}

/** A value as it can stand in a message: long ones are cut. */
export function shown(value: string): string {
  return value.length > 60 ? `${value.slice(0, 57)}...` : value;
}

interface Slip extends Wording {
  readonly fix: ValueFix;
}

function findSlip(value: string, wanted: Wanted): Slip | undefined {
  const quoted = /^(["'])(.*)\1$/s.exec(value)?.[2];
  if (quoted !== undefined && wanted.accepts(quoted)) {
    return {
      message: say`Quotes are read as part of this value.`,
      remedy: say`Remove them.`,
      fix: rewrite(value, quoted, 'safe', say`Remove the quotes`),
    };
  }
  const closed = /[;,]$/.test(value) ? value.slice(0, -1).trimEnd() : '';
  if (closed && wanted.accepts(closed)) {
    return {
      message: say`"${value.at(-1)!}" at the end is read as part of the value.`,
      remedy: say`Remove it.`,
      fix: rewrite(value, closed, 'safe', say`Remove "${value.at(-1)!}"`),
    };
  }
  return undefined;
}
