import { type Message, say } from '../../text/message.ts';
import type { Grammar, Hint, Offer, Parsed, Token, ValueContext } from '../grammar.ts';
import { withoutManagedOom } from '../keywords/managed-oom.ts';
import { type Choice, offersAt } from '../offers.ts';
import { dropped, reset, set } from '../parsed.ts';
import { scalarProblem, withGoodFixes } from '../scalar.ts';
import { INFINITY, type TimeReading } from './time-span.ts';
import { describeTimePart, readScaled, type TimeScale, timeChoices, timeFinding, timeHints } from './time-text.ts';

/** A time span such as 5min 20s; kept in microseconds, in nanoseconds for TimerSlackNSec=, or as `infinity`. */
export const timeSpanGrammar: Grammar = {
  parsers: [
    'config_parse_sec',
    'config_parse_sec_fix_0',
    'config_parse_sec_def_infinity',
    'config_parse_job_timeout_sec',
    'config_parse_job_running_timeout_sec',
    'config_parse_service_timeout',
    'config_parse_service_timeout_abort',
    'config_parse_nsec',
    'config_parse_managed_oom_mem_pressure_duration_sec',
  ],
  summary: say`a time span, such as 5min 20s`,

  parse(value: string, at: ValueContext): Parsed {
    const unsupported = at.parser === PRESSURE ? withoutManagedOom(value, at) : undefined;
    if (unsupported) return dropped(unsupported);
    if (value === '' && EMPTY_RESETS.includes(at.parser)) return reset();
    const read = readScaled(value, scaleOf(at), at.version);
    if (!read.fault && isAllowed(read.time, at)) return set(kept(read.time, at), termTokens(value, read));
    const write =
      at.parser === PRESSURE ? say`a time span of a second or more, such as 30s` : say`a time span such as 30s or 5min`;
    const wanted = { code: 'bad-time-span', write, accepts: (text: string) => accepts(text, at) } as const;
    const finding = read.fault
      ? timeFinding(value, read, scaleOf(at))
      : ({ code: 'value-out-of-range', what: say`${at.key}= cannot be ${value}.` } as const);
    return dropped(scalarProblem(value, at, wanted, withGoodFixes(value, wanted, finding)));
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    if (at.parser === PRESSURE && withoutManagedOom(value, at)) return [];
    const usual = /Random/.test(at.key) ? USUAL.filter(({ label }) => label !== 'infinity') : USUAL;
    const choices = timeChoices(value.slice(0, offset), usual, scaleOf(at));
    return offersAt({ from: 0, to: value.length }, choices).filter(({ insert }) => accepts(insert, at));
  },

  unavailable: (at) => at.parser === PRESSURE && withoutManagedOom('', at) !== undefined,

  hints(value: string, at: ValueContext): readonly Hint[] {
    const read = readScaled(value, scaleOf(at), at.version);
    if (read.fault || read.time === INFINITY) return [];
    if (read.time === 0n && ZERO_IS_INFINITY.includes(at.parser)) {
      return [{ at: value.length, label: say`no limit`, level: 'some' }];
    }
    return timeHints(value, scaleOf(at));
  },

  describe(token: Token, value: string, at: ValueContext): Message | undefined {
    const read = readScaled(value, scaleOf(at), at.version);
    if (!read.fault && read.time === 0n && ZERO_IS_INFINITY.includes(at.parser))
      return say`No limit: 0 stands for infinity here.`;
    return describeTimePart(token, value, scaleOf(at));
  },
};

const PRESSURE = 'config_parse_managed_oom_mem_pressure_duration_sec';

const EMPTY_RESETS = ['config_parse_sec_def_infinity', 'config_parse_service_timeout_abort', PRESSURE];

/** Timeouts for which 0 has meant "never" since before there was a word for it. */
const ZERO_IS_INFINITY = [
  'config_parse_sec_fix_0',
  'config_parse_job_timeout_sec',
  'config_parse_job_running_timeout_sec',
  'config_parse_service_timeout',
];

const USUAL: readonly Choice[] = [
  ...['10s', '30s', '1min', '5min', '1h'].map((label, rank) => ({ label, kind: 'time', rank }) as const),
  { label: 'infinity', detail: say`no limit`, rank: 9 },
];

function scaleOf(at: ValueContext): TimeScale {
  return at.parser === 'config_parse_nsec' ? 'nanoseconds' : 'seconds';
}

function isAllowed(time: bigint, at: ValueContext): boolean {
  return at.parser !== PRESSURE || (time >= 1_000_000n && time !== INFINITY);
}

function accepts(text: string, at: ValueContext): boolean {
  const read = readScaled(text, scaleOf(at), at.version);
  return !read.fault && isAllowed(read.time, at);
}

function kept(time: bigint, at: ValueContext): string {
  const endless = time === INFINITY || (time === 0n && ZERO_IS_INFINITY.includes(at.parser));
  return endless ? 'infinity' : String(time);
}

/** One token for each number with its unit. */
function termTokens(value: string, read: TimeReading): Token[] {
  if (read.fault) return [];
  return read.terms.map(({ from, to }) => ({
    kind: value.slice(from, to) === 'infinity' ? 'keyword' : 'time',
    from,
    to,
  }));
}
