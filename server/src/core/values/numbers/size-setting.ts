import { type Message, say } from '../../text/message.ts';
import { table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext, ValueProblem } from '../grammar.ts';
import { type Choice, offersAt } from '../offers.ts';
import { dropped, reset, set, withNote } from '../parsed.ts';
import { scalarProblem, wholeToken, withGoodFixes } from '../scalar.ts';
import { INT64_MAX, UINT64_MAX } from './numbers.ts';
import { obsoleteNote } from './obsolete-limits.ts';
import { readPermyriad } from './percent.ts';
import { readSize } from './size.ts';
import { describeSize, sizeChoices, sizeFinding } from './size-text.ts';

/** A size in bytes such as 512M; where a limit is meant also a percentage, `infinity` or nothing. Kept in bytes. */
export const sizeGrammar: Grammar = {
  parsers: [
    'config_parse_iec_size',
    'config_parse_iec_size_long',
    'config_parse_exec_quota',
    'config_parse_memory_limit',
  ],
  summary: say`a size, such as 512M or 1G`,

  parse(value: string, at: ValueContext): Parsed {
    const rule = RULES[at.parser]!;
    const obsolete = obsoleteNote(value, at);
    if (value === '' && rule.unlimited !== undefined) return withNote(reset(), obsolete);
    if (rule.unlimited !== undefined && value === rule.unlimited) {
      const tokens = wholeToken(value, 'keyword');
      return withNote(value === 'off' ? reset(tokens) : set(value, tokens), obsolete);
    }
    const tokens = wholeToken(value, 'size');
    const share = rule.percent ? readPermyriad(value) : 'invalid';
    const needsMore = rule.percent && !mayBeZero(at);
    if (typeof share === 'number') {
      return share === 0 && needsMore ? dropped(tooSmall(value, at), tokens) : withNote(set(value, tokens), obsolete);
    }
    const read = readSize(value, 1024);
    if (read.fault)
      return dropped(
        scalarProblem(value, at, wanted(at), withGoodFixes(value, wanted(at), sizeFinding(value, read, 1024))),
        tokens,
      );
    if (read.bytes > rule.max) {
      const what = say`${value} is too large for systemd to store.`;
      return dropped(scalarProblem(value, at, wanted(at), { code: 'value-out-of-range', what }), tokens);
    }
    if (read.bytes === 0n && needsMore) return dropped(tooSmall(value, at), tokens);
    return withNote(set(String(read.bytes), tokens), obsolete);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const rule = RULES[at.parser]!;
    if (value.slice(0, offset).trim() !== '') {
      return offersAt({ from: 0, to: value.length }, sizeChoices(value.slice(0, offset), 1024)).filter(
        ({ insert }) => sizeGrammar.parse(insert, at).problems.length === 0,
      );
    }
    const choices: Choice[] = [];
    if (rule.unlimited) choices.push({ label: rule.unlimited, detail: say`no limit`, rank: 0 });
    if (rule.percent) choices.push({ label: '50%', kind: 'size', detail: percentDetail(at), rank: 1 });
    for (const label of ['64M', '512M', '1G']) choices.push({ label, kind: 'size', rank: 2 });
    return offersAt({ from: 0, to: value.length }, choices).filter(
      ({ insert }) => sizeGrammar.parse(insert, at).problems.length === 0,
    );
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const text = value.slice(token.from, token.to);
    if (text === 'infinity' || text === 'off') return say`No limit.`;
    const share = readPermyriad(text);
    if (typeof share === 'number') return say`${share / 100}% of ${wholeOf(at)}.`;
    return describeSize(text, 1024);
  },
};

interface SizeRule {
  readonly max: bigint;
  /** The word for no limit; these parsers take an empty value too. */
  readonly unlimited?: string;
  readonly percent?: true;
}

const RULES: Readonly<Record<string, SizeRule>> = table({
  config_parse_iec_size: { max: UINT64_MAX },
  config_parse_iec_size_long: { max: INT64_MAX },
  config_parse_exec_quota: { max: UINT64_MAX, unlimited: 'off', percent: true },
  config_parse_memory_limit: { max: UINT64_MAX - 1n, unlimited: 'infinity', percent: true },
});

/** The limits for which nothing at all makes sense. systemd misspells `DefaultStartupMemoryLow` in its list, so that is not one of them. */
const MAY_BE_ZERO = /^(?:(?:Startup)?Memory(?:Z?SwapMax|Low)|MemoryMin|DefaultMemory(?:Low|Min))$/;

function mayBeZero(at: ValueContext): boolean {
  return at.parser !== 'config_parse_memory_limit' || MAY_BE_ZERO.test(at.key);
}

function tooSmall(value: string, at: ValueContext): ValueProblem {
  return scalarProblem(value, at, wanted(at), {
    code: 'value-out-of-range',
    what: say`${at.key}= cannot be zero.`,
  });
}

function wanted(at: ValueContext) {
  const { unlimited, percent } = RULES[at.parser]!;
  return {
    code: 'bad-size',
    write: percent
      ? say`a size such as 512M or 1G, a percentage such as 50%, or ${unlimited ?? 'infinity'}`
      : say`a size such as 512M or 1G`,
    accepts: (text: string) => sizeGrammar.parse(text, at).outcome !== 'dropped',
  } as const;
}

function percentDetail(at: ValueContext): Message {
  return say`a share of ${wholeOf(at)}`;
}

function wholeOf(at: ValueContext): Message {
  return at.parser === 'config_parse_exec_quota' ? say`the file system` : say`the machine’s memory`;
}
