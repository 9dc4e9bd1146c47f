import { type Message, say } from '../../text/message.ts';
import { type NumberFault, scanSigned, skipBlanks, UINT64_MAX } from '../numbers/numbers.ts';

/** systemd's USEC_INFINITY and NSEC_INFINITY. */
export const INFINITY = UINT64_MAX;

/** One `5min` of a time span; `unit` is as written, empty where the default counts. */
interface TimeTerm {
  readonly from: number;
  readonly to: number;
  readonly unit: string;
}

/** The time in micro- or nanoseconds, or where in the text and why it is none. */
export type TimeReading =
  | { readonly time: bigint; readonly terms: readonly TimeTerm[]; readonly fault?: undefined }
  | { readonly fault: NumberFault; readonly from: number; readonly to: number };

/**
 * Reads a time span such as `5min 20s`, in microseconds (src/basic/time-util.c, parse_time). `unit` is what a number without one counts,
 * in microseconds: a second by default.
 */
export function readTimeSpan(text: string, version = Number.POSITIVE_INFINITY, unit = 1_000_000n): TimeReading {
  return scan(text, unit, version < TAKES_GREEK_MU ? MICROSECONDS.filter(withoutGreekMu) : MICROSECONDS);
}

/** Reads a time span in nanoseconds, where a number without unit counts nanoseconds (parse_nsec). */
export function readNanoseconds(text: string, version = Number.POSITIVE_INFINITY): TimeReading {
  return scan(text, 1n, version < TAKES_GREEK_MU ? NANOSECONDS.filter(withoutGreekMu) : NANOSECONDS);
}

/** A time as systemd shows it, `5min 20s`; `scale` is how many of the given units make a microsecond. */
export function formatTimeSpan(time: bigint, scale: 1n | 1000n = 1n): string {
  if (time === INFINITY) return 'infinity';
  const parts: string[] = [];
  let rest = time;
  for (const [unit, microseconds] of SHOWN) {
    const size = microseconds * scale;
    if (rest < size) continue;
    parts.push(`${rest / size}${unit}`);
    rest %= size;
  }
  if (rest > 0n) parts.push(`${rest}ns`);
  return parts.join(' ') || '0';
}

/** Every unit that a time span may have, the usual ones first in their group; `ns` and `nsec` count only in nanoseconds. */
export const TIME_UNITS: readonly { readonly unit: string; readonly name: Message; readonly microseconds: bigint }[] = [
  ...unitGroup(['s', 'sec', 'second', 'seconds'], say`seconds`, 1_000_000n),
  ...unitGroup(['min', 'm', 'minute', 'minutes'], say`minutes`, 60_000_000n),
  ...unitGroup(['h', 'hr', 'hour', 'hours'], say`hours`, 3_600_000_000n),
  ...unitGroup(['d', 'day', 'days'], say`days`, 86_400_000_000n),
  ...unitGroup(['w', 'week', 'weeks'], say`weeks`, 604_800_000_000n),
  ...unitGroup(['month', 'M', 'months'], say`months of 30.44 days`, 2_629_800_000_000n),
  ...unitGroup(['y', 'year', 'years'], say`years of 365.25 days`, 31_557_600_000_000n),
  ...unitGroup(['ms', 'msec'], say`milliseconds`, 1000n),
  ...unitGroup(['us', 'usec', 'μs', 'µs'], say`microseconds`, 1n),
];

function unitGroup(units: readonly string[], name: Message, microseconds: bigint) {
  return units.map((unit) => ({ unit, name, microseconds }));
}

/** Longest first, so that the first that a text starts with is the one systemd finds in its own order. */
const MICROSECONDS = TIME_UNITS.map(({ unit, microseconds }) => [unit, microseconds] as const).sort(longestFirst);

const NANOSECONDS = [
  ...MICROSECONDS.map(([unit, microseconds]) => [unit, microseconds * 1000n] as const),
  ['nsec', 1n] as const,
  ['ns', 1n] as const,
].sort(longestFirst);

/** Since this version the Greek letter mu is taken as well as the micro sign. */
const TAKES_GREEK_MU = 251;

function withoutGreekMu([unit]: readonly [string, bigint]): boolean {
  return unit !== '\u03bcs';
}

const SHOWN = [
  ['y', 31_557_600_000_000n],
  ['month', 2_629_800_000_000n],
  ['w', 604_800_000_000n],
  ['d', 86_400_000_000n],
  ['h', 3_600_000_000n],
  ['min', 60_000_000n],
  ['s', 1_000_000n],
  ['ms', 1000n],
  ['us', 1n],
] as const;

function longestFirst(a: readonly [string, bigint], b: readonly [string, bigint]): number {
  return b[0].length - a[0].length;
}

function scan(text: string, defaultUnit: bigint, units: readonly (readonly [string, bigint])[]): TimeReading {
  const start = skipBlanks(text, 0);
  if (text.startsWith('infinity', start)) {
    const end = skipBlanks(text, start + 8);
    if (end < text.length) return { fault: 'invalid', from: start, to: text.length };
    return { time: INFINITY, terms: [{ from: start, to: start + 8, unit: '' }] };
  }
  const terms: TimeTerm[] = [];
  let total = 0n;
  let at = start;
  while (at < text.length || terms.length === 0) {
    const from = at;
    const fail = (fault: NumberFault): TimeReading => ({ fault, ...wordAround(text, from) });
    if (from >= text.length) return fail('invalid');
    if (text[from] === '-') return fail('range');
    const whole = scanSigned(text, from, 10);
    if (whole.overflow || whole.value < 0n) return fail('range');
    const dot = text[whole.end] === '.';
    if (!dot && whole.end === from) return fail('invalid');
    const numberEnd = dot ? digitsEnd(text, whole.end + 1) : whole.end;
    const unitAt = skipBlanks(text, numberEnd);
    const found = units.find(([unit]) => text.startsWith(unit, unitAt));
    const end = found ? unitAt + found[0].length : unitAt;
    if (end === numberEnd && end < text.length) return fail('invalid');
    const factor = found ? found[1] : defaultUnit;
    // The whole part and every digit of the fraction must stay below infinity, each by itself.
    if (whole.value >= INFINITY / factor || whole.value * factor >= INFINITY - total) return fail('range');
    total += whole.value * factor;
    if (dot) {
      if (numberEnd === whole.end + 1) return fail('invalid');
      let digitUnit = factor / 10n;
      for (const digit of text.slice(whole.end + 1, numberEnd)) {
        const part = BigInt(digit) * digitUnit;
        if (part >= INFINITY - total) return fail('range');
        total += part;
        digitUnit /= 10n;
      }
    }
    terms.push({ from, to: found ? end : numberEnd, unit: found ? found[0] : '' });
    at = skipBlanks(text, end);
  }
  return { time: total, terms };
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at]! >= '0' && text[at]! <= '9') at++;
  return at;
}

/** The whole word where reading stopped: `5mins`, though `5min` of it was fine. */
function wordAround(text: string, at: number): { from: number; to: number } {
  const before = text.slice(0, at).match(/(?<![^ \t\n\r])[^ \t\n\r]*$/)![0];
  const after = text.slice(at).match(/^[^ \t\n\r]*/)![0];
  return { from: at - before.length, to: at + after.length };
}
