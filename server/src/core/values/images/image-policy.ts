import { enumeration } from '../../catalogue/catalogue.ts';
import { enumerated, type Message, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import { table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { offersAt, stretchAround } from '../offers.ts';
import { dropped, problem, reset, set } from '../parsed.ts';
import { afterPrefix } from '../paths/path-value.ts';
import { shown } from '../scalar.ts';
import { plainWord } from '../specifiers/specifier-problem.ts';
import { splitFields } from '../words/fields.ts';
import { quotingProblem } from '../words/quoting-problem.ts';
import { tokenText } from '../words/word-list.ts';
import { offsetInValue, type Word } from '../words/words.ts';
import { partitionNote } from './image-options.ts';
import { describeFlag, imagePolicyFlags } from './image-policy-flags.ts';

/** Which partitions of a disk image may be used, and how: `root=verity+signed:home=encrypted` (src/shared/image-policy.c). */
export const imagePolicyGrammar: Grammar = {
  parsers: ['config_parse_image_policy'],
  summary: say`rules for partitions, such as root=verity+signed:home=encrypted; or one of * - ~`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    if (Object.hasOwn(SYMBOLS, value)) return set(value, [{ kind: 'keyword', from: 0, to: value.length }]);
    const rules = splitFields(plainWord(value), { separators: ':', dontCoalesceSeparators: true }, Infinity);
    const reading: Reading = { value, at, tokens: [], advice: [], seen: new Set() };
    for (const rule of rules.fields) {
      const fatal = readRule(rule, reading);
      if (fatal) return { ...dropped(), tokens: reading.tokens, problems: [fatal] };
    }
    if (rules.error) return dropped(quotingProblem(value, rules.error, 'refuse'), reading.tokens);
    return set(value, reading.tokens, reading.advice);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const rule = stretchAround(value, offset, ':');
    const equals = rule.text.indexOf('=');
    if (equals >= 0 && offset > rule.from + equals) {
      const flag = stretchAround(value, offset, '=+:', rule.from + equals + 1);
      const others = rule.text.slice(equals + 1).split('+');
      const flags = imagePolicyFlags(at).filter((name) => !others.includes(name) || name === flag.text);
      return offersAt(
        flag,
        flags.map((label) => ({ label, documentation: describeFlag(label) })),
      );
    }
    const taken = value.split(':').map((one) => one.split('=')[0]!.trim());
    const names = partitions(at).filter((name) => !taken.includes(name));
    const choices = names.map((label) => ({ label, insert: `${label}=`, ...noteOf(label) }));
    const symbols = Object.entries(SYMBOLS).map(([label, detail]) => ({ label, detail, rank: 1 }));
    const to = equals >= 0 ? rule.from + equals + 1 : rule.to;
    return offersAt({ from: rule.from, to }, value === '' ? [...choices, ...symbols] : choices);
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const text = tokenText(token, value);
    if (token.kind === 'name') return partitionNote(text);
    const symbol = Object.hasOwn(SYMBOLS, text) ? SYMBOLS[text] : undefined;
    if (symbol) return say`Policy \`${text}\`: ${symbol}.`;
    return imagePolicyFlags(at).includes(text) ? say`**${text}**: ${describeFlag(text)}` : undefined;
  },

  parts(value: string, offset: number): Parts {
    const rule = stretchAround(value, offset, ':');
    return {
      label: 'partition=use+use…:…',
      parts: [
        {
          label: 'partition',
          documentation: say`The partition that the rule applies to. Without a name, it applies to all partitions that have no rule of their own.`,
        },
        {
          label: 'use',
          documentation: say`What the partition may be: \`verity\`, \`signed\`, \`encrypted\`, \`unprotected\`, \`unused\`, \`absent\`, or \`open\` and \`ignore\` for several of them; and its flags.`,
        },
      ],
      active: value.slice(rule.from, offset).includes('=') ? 1 : 0,
    };
  },
};

/** Policies that are one character. */
const SYMBOLS = table<Message>({
  '*': say`all partitions may be used in any way`,
  '-': say`no partition is used, whatever the image has`,
  '~': say`the image must not have a partition that systemd knows`,
});

/** Since this version partitions and uses that systemd does not know are skipped; before, they refuse the unit. */
const SKIPS_UNKNOWN = 258;

interface Reading {
  readonly value: string;
  readonly at: ValueContext;
  readonly tokens: Token[];
  readonly advice: ValueProblem[];
  readonly seen: Set<string>;
}

/** Reads `PARTITION=USE+USE`; gives the problem that makes systemd refuse the policy. */
function readRule(rule: Word, reading: Reading): ValueProblem | undefined {
  const { at, seen } = reading;
  const { fields, rest } = splitFields(rule, { separators: '=', dontCoalesceSeparators: true }, 1);
  if (fields[0] === undefined || rest === undefined) return withoutUse(rule);
  const name = trimmed(fields[0]);
  if (name.text !== '') {
    reading.tokens.push({ kind: 'name', from: name.from, to: name.to });
    const known = partitions(at).includes(name.text);
    if (!known && at.version < SKIPS_UNKNOWN) return unknown(name, NO_PARTITION, partitions(at), 'refuse');
    if (!known) {
      reading.advice.push(unknown(name, NO_PARTITION, partitions(at), 'advice'));
      return undefined;
    }
  }
  if (seen.has(name.text)) return repeated(name, rule);
  seen.add(name.text);
  return readUses(trimmed(afterPrefix(rule, rest)), reading);
}

function readUses(uses: Word, reading: Reading): ValueProblem | undefined {
  const { at, value } = reading;
  if (uses.text === '' || uses.text === '-') return undefined;
  const { fields, error } = splitFields(uses, { separators: '+', dontCoalesceSeparators: true }, Infinity);
  for (const field of fields) {
    const use = trimmed(field);
    reading.tokens.push({ kind: 'keyword', from: use.from, to: use.to });
    if (imagePolicyFlags(at).includes(use.text)) continue;
    const fatal = at.version < SKIPS_UNKNOWN;
    const bad = unknown(use, NO_USE, imagePolicyFlags(at), fatal ? 'refuse' : 'advice');
    if (fatal) return bad;
    reading.advice.push(bad);
  }
  return error && quotingProblem(value, error, 'refuse');
}

function partitions(at: ValueContext): readonly string[] {
  return enumeration('partition_designator', at.version);
}

function noteOf(partition: string): { documentation: Message } | Record<string, never> {
  const documentation = partitionNote(partition);
  return documentation ? { documentation } : {};
}

/** A word without the white space around it. */
function trimmed(word: Word): Word {
  const text = word.text.trim();
  const from = offsetInValue(word, word.text.length - word.text.trimStart().length);
  return { text, from, to: text === '' ? from : offsetInValue(word, word.text.trimEnd().length - 1) + 1 };
}

function withoutUse({ text, from, to }: Word): ValueProblem {
  const message = text.trim() === '' ? say`A rule between the colons is empty.` : say`"${shown(text)}" has no "=".`;
  const remedy = say`Write each rule as partition=use, as in root=verity.`;
  return problem('bad-image-policy', 'refuse', ...visible(from, to), { message, remedy });
}

function repeated(name: Word, rule: Word): ValueProblem {
  const message =
    name.text === ''
      ? say`This is a second rule for all other partitions.`
      : say`This is a second rule for ${name.text}.`;
  const remedy = say`Put all uses into one rule, joined by "+".`;
  return problem('bad-image-policy', 'refuse', rule.from, rule.to, { message, remedy });
}

/** What to say of a word that systemd does not know. */
interface Unknown {
  message(text: string): Message;
  /** What systemd does about it where it does not refuse the policy. */
  readonly skipped: Message;
}

const NO_PARTITION: Unknown = {
  message: (text) => say`"${text}" is not a partition that systemd knows.`,
  skipped: say`systemd skips the rule silently.`,
};

const NO_USE: Unknown = {
  message: (text) => say`"${text}" is not a use that systemd knows.`,
  skipped: say`systemd skips it silently.`,
};

function unknown(
  { text, from, to }: Word,
  what: Unknown,
  words: readonly string[],
  effect: 'refuse' | 'advice',
): ValueProblem {
  const skipped = effect === 'advice' ? { consequence: what.skipped } : {};
  if (text === '')
    return problem('bad-image-policy', effect, ...visible(from, to), {
      message: say`"+" has nothing on one side.`,
      ...skipped,
      remedy: say`Remove it.`,
    });
  const meant = nearest(text, words);
  const wording = {
    message: what.message(shown(text)),
    ...skipped,
    remedy: meant ? say`Did you mean ${meant}?` : say`Write some of ${enumerated(words)}.`,
  };
  const fixes = meant
    ? [{ title: say`Replace with ${meant}`, safety: 'unsafe' as const, from, to, newText: meant }]
    : [];
  return problem('bad-image-policy', effect, from, to, wording, fixes);
}

/** Where nothing stands, what goes before it is shown. */
function visible(from: number, to: number): [number, number] {
  return to > from ? [from, to] : [Math.max(0, from - 1), Math.max(1, to)];
}
