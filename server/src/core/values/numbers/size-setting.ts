import { type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext } from '../grammar.ts';
import { type Choice, offersAt } from '../offers.ts';
import { dropped, reset, set, withNote } from '../parsed.ts';
import { type Finding, scalarProblem, wholeToken, withGoodFixes } from '../scalar.ts';
import { INT64_MAX, UINT64_MAX } from './numbers.ts';
import { obsoleteNote } from './obsolete-limits.ts';
import { readPermyriad } from './percent.ts';
import { readSize, type SizeReading } from './size.ts';
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
    const read = readSetting(value, at);
    const tokens = wholeToken(value, isUnlimited(value, at) ? 'keyword' : 'size');
    if (typeof read === 'string') {
      const parsed = read === '' ? reset(tokens) : set(read, tokens);
      return withNote(parsed, obsoleteNote(value, at));
    }
    const problem = (finding: Finding): Parsed => dropped(scalarProblem(value, at, wanted(at), finding), tokens);
    if (read.fault === 'zero') return problem({ code: 'value-out-of-range', what: say`${at.key}= cannot be zero.` });
    if (read.fault === 'large') {
      return problem({ code: 'value-out-of-range', what: say`${value} is too large for systemd to store.` });
    }
    return problem(withGoodFixes(value, wanted(at), sizeFinding(value, read.size, 1024)));
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const rule = RULES[at.parser]!;
    if (value.slice(0, offset).trim() !== '') {
      return offersAt({ from: 0, to: value.length }, sizeChoices(value.slice(0, offset), 1024)).filter(
        ({ insert }) => accepts(insert, at) && obsoleteNote(insert, at) === undefined,
      );
    }
    const choices: Choice[] = [];
    if (rule.unlimited) choices.push({ label: rule.unlimited, detail: say`no limit`, rank: 0 });
    if (rule.percent) choices.push({ label: '50%', kind: 'size', detail: percentDetail(at), rank: 1 });
    for (const label of ['64M', '512M', '1G']) choices.push({ label, kind: 'size', rank: 2 });
    return offersAt({ from: 0, to: value.length }, choices).filter(
      ({ insert }) => accepts(insert, at) && obsoleteNote(insert, at) === undefined,
    );
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const text = value.slice(token.from, token.to);
    if (text === 'infinity' || text === 'off') return say`No limit.`;
    const share = readPermyriad(text, at.version);
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

const RULES: Table<SizeRule> = table({
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

/** The setting as systemd holds it, nothing where the value resets it, or what is wrong with the value. */
function readSetting(
  value: string,
  at: ValueContext,
):
  | string
  | { readonly fault: 'zero' }
  | { readonly fault: 'large' }
  | { readonly fault: 'size'; readonly size: SizeReading } {
  const rule = RULES[at.parser]!;
  if (value === '' && rule.unlimited !== undefined) return '';
  if (isUnlimited(value, at)) return value === 'off' ? '' : value;
  const share = rule.percent ? readPermyriad(value, at.version) : 'invalid';
  const needsMore = rule.percent && !mayBeZero(at);
  if (typeof share === 'number') return share === 0 && needsMore ? { fault: 'zero' } : value;
  const size = readSize(value, 1024);
  if (size.fault) return { fault: 'size', size };
  if (size.bytes > rule.max) return { fault: 'large' };
  return size.bytes === 0n && needsMore ? { fault: 'zero' } : String(size.bytes);
}

function isUnlimited(value: string, at: ValueContext): boolean {
  return value !== '' && value === RULES[at.parser]!.unlimited;
}

function accepts(text: string, at: ValueContext): boolean {
  return typeof readSetting(text, at) === 'string';
}

function wanted(at: ValueContext) {
  const { unlimited, percent } = RULES[at.parser]!;
  return {
    code: 'bad-size',
    write: percent
      ? say`a size such as 512M or 1G, a percentage such as 50%, or ${unlimited ?? 'infinity'}`
      : say`a size such as 512M or 1G`,
    accepts: (text: string) => accepts(text, at),
  } as const;
}

function percentDetail(at: ValueContext): Message {
  return say`a share of ${wholeOf(at)}`;
}

function wholeOf(at: ValueContext): Message {
  return at.parser === 'config_parse_exec_quota' ? say`the file system` : say`the machine’s memory`;
}
