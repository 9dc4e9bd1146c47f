import { type Message, say } from '../../text/message.ts';
import { escapeSnippet } from '../../text/snippet.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Parts, Token, TokenKind, ValueContext, ValueProblem, World } from '../grammar.ts';
import { numberProblem } from '../numbers/number-problem.ts';
import { obsoleteNote } from '../numbers/obsolete-limits.ts';
import { readSize } from '../numbers/size.ts';
import { describeRate, sizeChoices, sizeFinding } from '../numbers/size-text.ts';
import { readBlockWeight, readWeight } from '../numbers/weight.ts';
import { type Choice, offersAt } from '../offers.ts';
import { added, dropped, problem, reset, withNote } from '../parsed.ts';
import { scalarProblem } from '../scalar.ts';
import { expandWord } from '../specifiers/specifier-problem.ts';
import { LONGEST } from '../specifiers/specifiers.ts';
import { readTimeSpan } from '../time/time-span.ts';
import { describeTime, timeChoices, timeFinding } from '../time/time-text.ts';
import { extractWord, type Word } from '../words/words.ts';
import { checkPath } from './paths.ts';

/** A device or a file on it, then a limit: a rate, a weight or a delay. Several lines add up. */
export const deviceLimitGrammar: Grammar = {
  parsers: [
    'config_parse_io_limit',
    'config_parse_io_device_weight',
    'config_parse_io_device_latency',
    'config_parse_blockio_bandwidth',
    'config_parse_blockio_device_weight',
  ],
  summary: say`a device and a limit, such as /dev/sda 10M`,

  parse(value: string, at: ValueContext): Parsed {
    return withNote(parseLimit(value, at), obsoleteNote(value, at));
  },

  complete(value: string, offset: number, at: ValueContext, world: World): readonly Offer[] {
    const { word, rest } = extractWord(value, 0, { unquote: true });
    const amount = AMOUNTS[at.parser]!;
    if (!word || offset <= word.to) {
      const usual = rest === undefined ? amount.choices('')[0]?.label : undefined;
      return deviceOffers(value.slice(0, offset), word?.to ?? value.length, world, usual);
    }
    const from = rest ?? offset;
    const range = { from: Math.max(from, word.to + 1), to: value.length };
    return offersAt(range, amount.choices(value.slice(range.from, offset)));
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    return token.kind === 'path' ? undefined : AMOUNTS[at.parser]!.describe(value.slice(token.from, token.to));
  },

  parts(value: string, offset: number, at: ValueContext): Parts {
    const { word } = extractWord(value, 0, { unquote: true, relax: true });
    const amount = AMOUNTS[at.parser]!;
    return {
      label: `DEVICE ${amount.label}`,
      parts: [
        { label: 'DEVICE', documentation: say`A block device, or a file or directory on it.` },
        { label: amount.label, documentation: amount.documentation },
      ],
      active: word && offset > word.to ? 1 : 0,
    };
  },
};

function parseLimit(value: string, at: ValueContext): Parsed {
  if (value === '') return reset();
  const amount = AMOUNTS[at.parser]!;
  const { word, rest, error } = extractWord(value, 0, { unquote: true });
  if (error || !word) {
    const wording = {
      message: say`The device has invalid quoting.`,
      remedy: say`Close the quotes, or write \\\\ for a backslash.`,
    };
    return dropped(problem('bad-quoting', 'ignore', error?.at ?? 0, value.length, wording));
  }
  if (rest === undefined) {
    const wording = {
      message: say`${at.key}= needs a device and ${amount.noun}, with a space between.`,
      remedy: say`Write both.`,
    };
    return dropped(problem('bad-device', 'ignore', 0, value.length, wording), [pathToken(word)]);
  }
  const expanded = expandWord(word, at, { longest: LONGEST.path });
  const tokens: Token[] = [pathToken(word), ...expanded.tokens, { kind: amount.kind, from: rest, to: value.length }];
  if (expanded.failed) return dropped(expanded.problems[0], tokens);
  const path = checkPath(expanded.text, word.from, word.to, at);
  if (path.problem) return dropped(path.problem, tokens);
  const text = value.slice(rest);
  const fault = amount.check(text, rest, at);
  return fault ? dropped(fault, tokens) : added([`${path.path} ${text}`], tokens, expanded.problems);
}

/** What may stand behind the device. */
interface Amount {
  readonly kind: TokenKind;
  readonly label: string;
  /** `a rate`. */
  readonly noun: Message;
  readonly documentation: Message;
  /** What systemd complains about in the text that stands at `from` of the value. */
  check(text: string, from: number, at: ValueContext): ValueProblem | undefined;
  describe(text: string): Message | undefined;
  choices(typed: string): readonly Choice[];
}

function moved(fault: ValueProblem, from: number): ValueProblem {
  const fixes = fault.fixes?.map((fix) => ({ ...fix, from: fix.from + from, to: fix.to + from }));
  return { ...fault, from: fault.from + from, to: fault.to + from, ...(fixes && { fixes }) };
}

function rate(infinity: boolean): Amount {
  const isRate = (text: string): boolean => {
    if (infinity && text === 'infinity') return true;
    const read = readSize(text, 1000);
    return !read.fault && read.bytes > 0n;
  };
  return {
    kind: 'size',
    label: 'RATE',
    noun: say`a rate`,
    documentation: infinity
      ? say`For each second, with suffixes K, M, G and T of base 1000, or \`infinity\`.`
      : say`For each second, with suffixes K, M, G and T of base 1000.`,
    check(text, from, at) {
      if (isRate(text)) return undefined;
      const write = infinity ? say`a rate such as 10M, or infinity` : say`a rate such as 10M`;
      const read = readSize(text, 1000);
      const zero = { code: 'value-out-of-range', what: say`A rate cannot be zero.` } as const;
      const finding = read.fault ? sizeFinding(text, read, 1000) : zero;
      return moved(scalarProblem(text, at, { code: 'bad-size', write, accepts: isRate }, finding), from);
    },
    describe: (text) => (text === 'infinity' ? say`No limit.` : describeRate(text)),
    choices(typed) {
      if (typed.trim() !== '') return sizeChoices(typed, 1000);
      const usual = [{ label: '10M', kind: 'size', rank: 1 } as const];
      return infinity ? [{ label: 'infinity', detail: say`no limit`, rank: 0 }, ...usual] : usual;
    },
  };
}

function weight(read: typeof readWeight, min: bigint, max: bigint): Amount {
  const accepts = (text: string): boolean => typeof read(text) === 'bigint';
  return {
    kind: 'number',
    label: 'WEIGHT',
    noun: say`a weight`,
    documentation: say`A share against that of other units, from ${min} to ${max}.`,
    check(text, from, at) {
      const number = read(text);
      if (typeof number === 'bigint') return undefined;
      return moved(numberProblem(text, at, { min, max }, number, accepts), from);
    },
    describe: () => undefined,
    choices: () => [{ label: '100', kind: 'number' }],
  };
}

const latency: Amount = {
  kind: 'time',
  label: 'TIME',
  noun: say`a time span`,
  documentation: say`How long a request to the device may take: a time span such as \`25ms\`.`,
  check(text, from, at) {
    const read = readTimeSpan(text, at.version);
    if (!read.fault) return undefined;
    const wanted = { code: 'bad-time-span', write: say`a time span such as 25ms`, accepts: isTime } as const;
    return moved(scalarProblem(text, at, wanted, timeFinding(text, read)), from);
  },
  describe: (text) => describeTime(text),
  choices: (typed) =>
    timeChoices(
      typed,
      ['25ms', '100ms'].map((label) => ({ label, kind: 'time' })),
    ),
};

function isTime(text: string): boolean {
  return !readTimeSpan(text).fault;
}

const AMOUNTS: Table<Amount> = table({
  config_parse_io_limit: rate(true),
  config_parse_blockio_bandwidth: rate(false),
  config_parse_io_device_weight: weight(readWeight, 1n, 10_000n),
  config_parse_blockio_device_weight: weight(readBlockWeight, 10n, 1000n),
  config_parse_io_device_latency: latency,
});

function pathToken(word: Word): Token {
  return { kind: 'path', from: word.from, to: word.to, ...(word.offsets && { text: word.text }) };
}

/** Names below the directory that is being typed, /dev where nothing is; with a limit to fill in where there is none yet. */
function deviceOffers(typed: string, to: number, world: World, usual: string | undefined): Offer[] {
  const slash = typed.lastIndexOf('/');
  const directory = slash < 0 ? '/dev/' : typed.slice(0, slash + 1);
  return world.directory(directory).map((name): Offer => {
    const label = `${directory}${name}`;
    const offer: Offer = { label, from: 0, to, insert: label, kind: 'path' };
    if (usual === undefined || name.endsWith('/')) return offer;
    return { ...offer, insert: `${escapeSnippet(label)} \${1:${usual}}`, snippet: true };
  });
}
