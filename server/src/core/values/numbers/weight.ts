import { type Message, say } from '../../text/message.ts';
import { type Table, table } from '../../text/table.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext } from '../grammar.ts';
import { offersAt } from '../offers.ts';
import { dropped, reset, set, withNote } from '../parsed.ts';
import { wholeToken } from '../scalar.ts';
import { numberProblem } from './number-problem.ts';
import { type NumberFault, readUnsigned64 } from './numbers.ts';
import { obsoleteNote } from './obsolete-limits.ts';

/** A share of a resource against that of other units: a number, or nothing for the default; for the CPU also `idle`. */
export const weightGrammar: Grammar = {
  parsers: [
    'config_parse_cg_weight',
    'config_parse_cg_cpu_weight',
    'config_parse_cpu_shares',
    'config_parse_blockio_weight',
  ],
  summary: say`a weight, where 100 is the usual`,

  parse(value: string, at: ValueContext): Parsed {
    return withNote(parseWeight(value, at), obsoleteNote(value, at));
  },

  complete(value: string, _offset: number, at: ValueContext): readonly Offer[] {
    if (at.parser !== 'config_parse_cg_weight' && at.parser !== 'config_parse_cg_cpu_weight') return [];
    const idle = { label: 'idle', detail: say`only what no other unit needs`, rank: 1 };
    const usual = { label: '100', kind: 'number', detail: say`the usual share`, rank: 0 } as const;
    return offersAt(
      { from: 0, to: value.length },
      at.parser === 'config_parse_cg_cpu_weight' ? [usual, idle] : [usual],
    );
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const text = value.slice(token.from, token.to);
    if (text === 'idle') return say`The unit gets CPU time only when no other process needs it.`;
    const read = readUnsigned64(text);
    const usual = usualWeight(at.parser);
    if (typeof read !== 'bigint' || read === 0n) return undefined;
    const times = Math.round((Number(read) / usual) * 100) / 100;
    return times === 1
      ? say`The usual share.`
      : say`${times} times the usual share of ${usual}, when other units need the resource too.`;
  },
};

/** Reads a weight of 1 to 10000 (src/shared/cgroup-setup.c, cg_weight_parse). */
export function readWeight(text: string): bigint | NumberFault {
  return readBetween(text, RANGES['config_parse_cg_weight']!);
}

/** Reads a weight of 10 to 1000, as BlockIO settings have it (cg_blkio_weight_parse). */
export function readBlockWeight(text: string): bigint | NumberFault {
  return readBetween(text, RANGES['config_parse_blockio_weight']!);
}

const RANGES: Table<{ readonly min: bigint; readonly max: bigint; readonly or?: Message }> = table({
  config_parse_cg_weight: { min: 1n, max: 10_000n },
  config_parse_cg_cpu_weight: { min: 1n, max: 10_000n, or: say`idle` },
  config_parse_cpu_shares: { min: 2n, max: 262_144n },
  config_parse_blockio_weight: { min: 10n, max: 1000n },
});

function parseWeight(value: string, at: ValueContext): Parsed {
  if (value === '') return reset();
  if (at.parser === 'config_parse_cg_cpu_weight' && value === 'idle') return set('idle', wholeToken(value, 'keyword'));
  const range = RANGES[at.parser]!;
  const read = readBetween(value, range);
  const tokens = wholeToken(value, 'number');
  if (typeof read === 'bigint') return set(String(read), tokens);
  const accepts = (text: string): boolean => text === 'idle' || typeof readBetween(text, range) === 'bigint';
  return dropped(numberProblem(value, at, range, read, accepts), tokens);
}

function readBetween(text: string, { min, max }: { readonly min: bigint; readonly max: bigint }): bigint | NumberFault {
  const read = readUnsigned64(text);
  return typeof read === 'bigint' && (read < min || read > max) ? 'range' : read;
}

function usualWeight(parser: string): number {
  if (parser === 'config_parse_cpu_shares') return 1024;
  return parser === 'config_parse_blockio_weight' ? 500 : 100;
}
