import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Parts, Token, ValueContext, ValueFix, ValueProblem } from '../grammar.ts';
import { type Choice, offersAt, stretchAround } from '../offers.ts';
import { dropped, set } from '../parsed.ts';
import { type Finding, rewrite, scalarProblem, shown } from '../scalar.ts';
import { describeTime, timeChoices } from '../time/time-text.ts';
import { extractWord, type Word } from '../words/words.ts';
import { RESOURCES, type Resource, readLimit } from './resources.ts';
import { describeSize, sizeChoices } from './size-text.ts';

/** A limit of the kernel on each process: one number for both, or the soft and the hard limit with a colon between. */
export const resourceLimitGrammar: Grammar = {
  parsers: ['config_parse_rlimit'],
  summary: say`a limit, or a soft and a hard one: 1024:65536`,

  parse(value: string, at: ValueContext): Parsed {
    const resource = resourceOf(at);
    const read = readLimits(value, resource, at.version);
    const tokens = read.words.map((word) => limitToken(word, resource));
    if (!read.fault) return set(value, tokens);
    if (read.fault === 'order') return dropped(softOverHard(value, read.words, at), tokens);
    const wanted = {
      code: CODES[resource.kind],
      write: say`${resource.write}, alone or as soft:hard`,
      accepts: (text: string) => isLimits(text, resource, at.version),
    } as const;
    const finding =
      read.fault === 'more'
        ? { what: say`More than two limits.`, from: read.words[1]?.to ?? 0, to: value.length }
        : limitFinding(value, read.at, read.fault, resource);
    return dropped(scalarProblem(value, at, wanted, finding), tokens);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const resource = resourceOf(at);
    const stretch = stretchAround(value, offset, ':');
    const typed = value.slice(stretch.from, offset);
    return offersAt(stretch, choicesFor(resource, typed))
      .filter(({ insert }) => typeof readLimit(insert, resource.kind) === 'bigint')
      .filter(({ insert }) => {
        const result = value.slice(0, stretch.from) + insert + value.slice(stretch.to);
        return isLimits(result, resource);
      });
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const resource = resourceOf(at);
    const text = value.slice(token.from, token.to);
    if (typeof readLimit(text, resource.kind) !== 'bigint') return undefined;
    const limit = describeLimit(text, resource) ?? text;
    if (!value.includes(':')) return say`Soft and hard limit: ${limit}`;
    return token.from === 0 ? say`Soft limit: ${limit}` : say`Hard limit: ${limit}`;
  },

  parts(value: string, offset: number, at: ValueContext): Parts {
    const { noun } = resourceOf(at);
    return {
      label: 'soft:hard',
      parts: [
        {
          label: 'soft',
          documentation: say`What counts for the process: ${noun}. The process may change it up to the hard limit.`,
        },
        {
          label: 'hard',
          documentation: say`The highest value that the soft limit may be raised to. If left out, the first number applies to both.`,
        },
      ],
      active: value.slice(0, offset).includes(':') ? 1 : 0,
    };
  },
};

const CODES = {
  size: 'bad-size',
  seconds: 'bad-time-span',
  microseconds: 'bad-time-span',
  nice: 'bad-number',
  count: 'bad-number',
} as const;

function resourceOf(at: ValueContext): Resource {
  return RESOURCES[at.ltype] ?? { kind: 'count', noun: say`a number`, write: say`a number, or infinity` };
}

/** One or two limits, or why they are none: one of them is no limit or out of range, there are more, or they are in the wrong order. */
type ReadLimits = { readonly words: readonly Word[] } & (
  | { readonly fault?: undefined }
  | { readonly fault: 'invalid' | 'range'; readonly at: Word }
  | { readonly fault: 'more' }
  | { readonly fault: 'order' }
);

function readLimits(value: string, { kind }: Resource, version?: number): ReadLimits {
  const { words, rest } = splitLimits(value);
  const limits: bigint[] = [];
  for (const word of words) {
    const limit = readLimit(word.text, kind, version);
    if (typeof limit !== 'bigint') return { words, fault: limit, at: word };
    limits.push(limit);
  }
  if (rest !== undefined) return { words, fault: 'more' };
  const [soft, hard] = limits;
  return hard !== undefined && soft! > hard ? { words, fault: 'order' } : { words };
}

function isLimits(value: string, resource: Resource, version?: number): boolean {
  return readLimits(value, resource, version).fault === undefined;
}

/** The parts as systemd takes them apart: white space belongs to them, and a colon at the very end of two is harmless. */
function splitLimits(value: string): { words: Word[]; rest: number | undefined } {
  const flags = { separators: ':', dontCoalesceSeparators: true };
  const first = extractWord(value, 0, flags);
  if (!first.word) return { words: [{ text: value, from: 0, to: value.length }], rest: undefined };
  if (first.rest === undefined) return { words: [first.word], rest: undefined };
  const second = extractWord(value, first.rest, flags);
  const word = second.word ?? { text: value.slice(first.rest), from: first.rest, to: value.length };
  const more = second.rest !== undefined && second.rest < value.length;
  return { words: [first.word, word], rest: more ? second.rest : undefined };
}

function limitToken(word: Word, resource: Resource): Token {
  const kind =
    word.text === 'infinity'
      ? 'keyword'
      : resource.kind === 'size'
        ? 'size'
        : TIMES.includes(resource.kind)
          ? 'time'
          : 'number';
  return { kind, from: word.from, to: word.to };
}

const TIMES = ['seconds', 'microseconds'];

function limitFinding(value: string, word: Word, fault: 'invalid' | 'range', resource: Resource): Finding {
  const { from, to } = word;
  if (fault === 'range')
    return { code: 'value-out-of-range', what: say`${shown(word.text)} is out of range.`, from, to };
  const fixes = candidates(value, resource)
    .filter((text) => isLimits(text, resource))
    .map((text) => rewrite(value, text, 'unsafe'))
    .slice(0, 1);
  const what =
    word.text === '' ? say`One of the two limits is missing.` : say`"${shown(word.text)}" is not ${resource.noun}.`;
  return { what, from, to: Math.max(to, from), fixes };
}

/** Two limits with their suffixes are far shorter. */
const LONGEST_SLIP = 200;

/** What may have been meant: no white space around the colon, another word for infinity, other suffixes. */
function candidates(value: string, resource: Resource): string[] {
  if (value.length > LONGEST_SLIP) return [];
  const tight = value
    .split(/[:;,]/)
    .map((part) => part.trim())
    .join(':')
    .replace(/(?<!\s)\s+(?=\d+$)/, ':')
    .replace(/^:|:$/g, '');
  const endless = tight.replaceAll(/unlimited|infinite|inf(?!inity)|max|-1|Infinity|INFINITY/g, 'infinity');
  const plain = endless.replaceAll(/(\d)\s*([kmgtpe])(?:i?b)?(?=:|$)/gi, (_all, digit: string, suffix: string) =>
    resource.kind === 'size' ? `${digit}${suffix.toUpperCase()}` : `${digit}${suffix}`,
  );
  const multiplied = endless.replaceAll(/(?<!\d)(\d+)\s*([kKmM])(?=:|$)/g, (_all, digits: string, suffix: string) =>
    String(Number(digits) * (suffix.toLowerCase() === 'k' ? 1024 : 1024 * 1024)),
  );
  return [tight, endless, plain, multiplied].filter((text) => text !== value);
}

function softOverHard(value: string, words: readonly Word[], at: ValueContext): ValueProblem {
  const [soft, hard] = words as readonly [Word, Word];
  const swapped = `${hard.text}:${soft.text}`;
  const fixes: ValueFix[] = [rewrite(value, swapped, 'unsafe', say`Swap the two limits`)];
  const wording = {
    message: say`The soft limit of ${at.key}= is higher than the hard one.`,
    remedy: say`Write the smaller one first.`,
  };
  return { code: 'value-out-of-range', effect: 'ignore', from: 0, to: value.length, ...wording, fixes };
}

function choicesFor(resource: Resource, typed: string): readonly Choice[] {
  const endless: Choice = { label: 'infinity', detail: say`no limit`, rank: 9 };
  const usual = [...(resource.usual ?? []).map((label, rank) => ({ label, kind: 'number', rank }) as const), endless];
  if (typed.trim() === '') return usual;
  if (resource.kind === 'size') return sizeChoices(typed, 1024);
  if (resource.kind === 'seconds' || resource.kind === 'microseconds') return timeChoices(typed, usual, resource.kind);
  return usual;
}

function describeLimit(text: string, resource: Resource): Message | undefined {
  if (text.trim() === 'infinity') return say`none.`;
  if (resource.kind === 'size') return describeSize(text, 1024);
  if (resource.kind === 'seconds' || resource.kind === 'microseconds') return describeTime(text, resource.kind);
  if (resource.kind !== 'nice') return undefined;
  const limit = readLimit(text, 'nice');
  return typeof limit === 'bigint' && limit > 0n ? say`a nice level down to ${20n - limit}` : undefined;
}
