import { type Message, say } from '../../text/message.ts';
import type { Grammar, Offer, Parsed, Token, ValueContext } from '../grammar.ts';
import { withoutManagedOom } from '../keywords/managed-oom.ts';
import { detailed, offersAt } from '../offers.ts';
import { dropped, reset, set } from '../parsed.ts';
import { rewrite, scalarProblem, shown, wholeToken } from '../scalar.ts';
import type { NumberFault } from './numbers.ts';
import { COUNTS_TEN_THOUSANDTHS, readPercent, readPermyriad, readPermyriadUnbounded } from './percent.ts';

/** A percentage such as 50%, or nothing for no limit. Kept in parts of ten thousand. */
export const percentGrammar: Grammar = {
  parsers: ['config_parse_cpu_quota', 'config_parse_managed_oom_mem_pressure_limit'],
  summary: say`a percentage, such as 50%`,

  parse(value: string, at: ValueContext): Parsed {
    const tokens = wholeToken(value, 'number');
    const unsupported = isQuota(at) ? undefined : withoutManagedOom(value, at);
    if (unsupported) return dropped(unsupported, tokens);
    if (value === '') return reset();
    const read = readFor(value, at);
    if (typeof read === 'number') return set(`${read}‱`, tokens);
    const wanted = {
      code: 'bad-number',
      write: isQuota(at)
        ? say`a percentage over 0, such as 50% for half a CPU or 200% for two`
        : say`a percentage up to 100%`,
      accepts: (text: string) => typeof readFor(text, at) === 'number',
    } as const;
    const finding =
      read === 'range'
        ? ({ code: 'value-out-of-range', what: say`${shown(value)} is out of range.` } as const)
        : { what: say`"${shown(value)}" is not a percentage.`, fixes: signFixes(value, at) };
    return dropped(scalarProblem(value, at, wanted, finding), tokens);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    if (!isQuota(at) && withoutManagedOom(value, at)) return [];
    const typed = /^\s*(\d+)/.exec(value.slice(0, offset))?.[1];
    const labels = typed ? [`${typed}%`] : isQuota(at) ? ['50%', '100%', '200%'] : ['60%', '80%'];
    return offersAt(
      { from: 0, to: value.length },
      labels
        .filter((label) => typeof readFor(label, at) === 'number')
        .map((label, rank) => ({ label, kind: 'number', rank, ...detailed(describePercent(label, at)) })),
    );
  },

  unavailable: (at) => !isQuota(at) && withoutManagedOom('', at) !== undefined,

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const share = describePercent(value.slice(token.from, token.to), at);
    return share && say`Limit: ${share}.`;
  },
};

function isQuota(at: ValueContext): boolean {
  return at.parser === 'config_parse_cpu_quota';
}

function readFor(text: string, at: ValueContext): number | NumberFault {
  if (!isQuota(at)) return at.version < COUNTS_TEN_THOUSANDTHS ? readPercent(text) : readPermyriad(text, at.version);
  const read = readPermyriadUnbounded(text, at.version);
  return read === 0 ? 'range' : read;
}

function signFixes(value: string, at: ValueContext) {
  const number = /^\d+(?:\.\d{1,2})?(?=\s*(?:%|percent)?$)/.exec(value)?.[0];
  const meant = number === undefined ? undefined : `${number}%`;
  return meant !== undefined && typeof readFor(meant, at) === 'number' ? [rewrite(value, meant, 'unsafe')] : [];
}

function describePercent(text: string, at: ValueContext): Message | undefined {
  const read = readFor(text, at);
  if (typeof read !== 'number') return undefined;
  if (!isQuota(at)) return say`${read / 100}% of the time in which tasks wait for memory`;
  if (read === 10_000) return say`all the time of one CPU`;
  return read < 10_000 ? say`${read / 100}% of the time of one CPU` : say`the time of ${read / 10_000} CPUs`;
}
