import { type Message, say } from '../../text/message.ts';
import type { Token } from '../grammar.ts';

export interface ConditionPrefix {
  /** `|`, `!`, `|!` or nothing. */
  readonly marks: string;
  readonly tokens: readonly Token[];
  /** Where the argument begins. */
  readonly end: number;
}

/** Reads `|` and `!` in that order. Before some arguments white space may follow each of them, before paths not. */
export function readConditionPrefix(value: string, blanks: 'blanks' | 'no-blanks'): ConditionPrefix {
  const tokens: Token[] = [];
  let marks = '';
  let end = 0;
  for (const mark of ['|', '!']) {
    if (value[end] !== mark) continue;
    marks += mark;
    tokens.push({ kind: 'prefix', from: end, to: end + 1 });
    end++;
    while (blanks === 'blanks' && end < value.length && ' \t\n\r'.includes(value[end]!)) end++;
  }
  return { marks, tokens, end };
}

/** What a prefix means, in Markdown. */
export function describeConditionPrefix(token: Token, value: string): Message | undefined {
  if (token.kind !== 'prefix') return undefined;
  return value[token.from] === '|'
    ? say`\`|\`: of all lines with this mark, one that holds is enough.`
    : say`\`!\`: holds where the rest does not.`;
}
