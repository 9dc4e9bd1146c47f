import { type Message, say } from '../../text/message.ts';
import type { Offer, Token, ValueProblem } from '../grammar.ts';
import { offsetInValue, type Word } from '../words/words.ts';

/** The special characters before the executable of an Exec*= line. */
export interface ExecPrefixes {
  /** How many characters of the first word they are. */
  readonly length: number;
  /** `-` */
  readonly ignoresFailure: boolean;
  /** `@` */
  readonly ownName: boolean;
  /** `:` */
  readonly keepsVariables: boolean;
  /** `|`, since systemd 258 */
  readonly viaShell: boolean;
  /** `+`, `!` or `!!` */
  readonly privileges: '' | '+' | '!' | '!!';
  readonly tokens: readonly Token[];
  readonly problems: readonly ValueProblem[];
}

/** Reads the prefixes of a command: any order, each at most once (src/core/load-fragment.c, config_parse_exec). */
export function readExecPrefixes(word: Word, version: number): ExecPrefixes {
  const tokens: Token[] = [];
  const problems: ValueProblem[] = [];
  const seen = new Set<string>();
  let privileges: ExecPrefixes['privileges'] = '';
  let length = 0;
  for (const c of word.text) {
    const from = offsetInValue(word, length);
    if (c === '+' && privileges === '') privileges = '+';
    else if (c === '!' && privileges === '') privileges = '!';
    else if (c === '!' && privileges === '!') {
      privileges = '!!';
      const first = tokens.findLast((token) => word.text[tokens.indexOf(token)] === '!')!;
      if (version >= WITHOUT_AMBIENT) problems.push(removedMark(first.from, from + 1));
    } else if ('-@:'.includes(c) || (c === '|' && version >= THROUGH_SHELL)) {
      if (seen.has(c)) break;
      seen.add(c);
    } else break;
    tokens.push({ kind: 'prefix', from, to: from + 1 });
    length++;
  }
  return {
    length,
    ignoresFailure: seen.has('-'),
    ownName: seen.has('@'),
    keepsVariables: seen.has(':'),
    viaShell: seen.has('|'),
    privileges,
    tokens,
    problems,
  };
}

/** What may still be written before the executable. */
export function prefixOffers(typed: string, offset: number, version: number): Offer[] {
  const alone = /[+!]/.test(typed);
  return PREFIXES.filter(
    ({ mark, since }) =>
      mark.length === 1 && since <= version && !typed.includes(mark) && !(alone && (mark === '+' || mark === '!')),
  ).map(
    ({ mark, meaning }): Offer => ({
      label: mark,
      from: offset,
      to: offset,
      insert: mark,
      kind: 'prefix',
      detail: meaning,
      rank: 1,
      continues: true,
    }),
  );
}

/** The prefix that a token is of: either character of `!!` is no prefix of its own. */
export function prefixAt(value: string, { from, to }: Token): string {
  const text = value.slice(from, to);
  return text === '!' && (value[from - 1] === '!' || value[to] === '!') ? '!!' : text;
}

/** What a prefix means, in Markdown. */
export function describePrefix(mark: string): Message | undefined {
  const found = PREFIXES.find((one) => one.mark === mark);
  return found && say`\`${mark}\`: ${found.meaning}.`;
}

function removedMark(from: number, to: number): ValueProblem {
  return {
    code: 'obsolete-value',
    effect: 'note',
    from,
    to,
    message: say`The prefix "!!" no longer has an effect.`,
    remedy: say`Remove it.`,
    fixes: to - from === 2 ? [{ title: say`Remove "!!"`, safety: 'safe', from, to, newText: '' }] : [],
    tags: ['deprecated', 'unnecessary'],
  };
}

/** The first versions that start commands through a shell, and that no longer know `!!`. */
const THROUGH_SHELL = 258;
const WITHOUT_AMBIENT = 258;

const PREFIXES: readonly { readonly mark: string; readonly meaning: Message; readonly since: number }[] = [
  { mark: '-', meaning: say`a failure of the command counts as success`, since: 0 },
  { mark: '@', meaning: say`the second word is the name under which the program runs`, since: 0 },
  { mark: ':', meaning: say`variables such as $FOO are not replaced`, since: 244 },
  { mark: '+', meaning: say`runs with full privileges, without User= and sandboxing`, since: 231 },
  { mark: '!', meaning: say`runs without User= and Group=, but with the rest of the sandboxing`, since: 235 },
  {
    mark: '!!',
    meaning: say`as "!" on kernels without ambient capabilities, and nothing otherwise; removed in systemd 258`,
    since: 235,
  },
  { mark: '|', meaning: say`runs through the shell of the user; with "@" as a login shell`, since: THROUGH_SHELL },
];
