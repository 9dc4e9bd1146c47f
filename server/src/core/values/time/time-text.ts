import { layout, type Message, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import { type Table, table } from '../../text/table.ts';
import type { Hint, Token, ValueFix } from '../grammar.ts';
import type { Choice } from '../offers.ts';
import type { Finding } from '../scalar.ts';
import { formatTimeSpan, INFINITY, readNanoseconds, readTimeSpan, TIME_UNITS, type TimeReading } from './time-span.ts';

/** How a directive reads a bare number: what it counts, in microseconds, or nanoseconds where those are units too. */
export type TimeScale = 'seconds' | 'microseconds' | 'nanoseconds';

/** Reads a time span as a version reads it, the newest where it does not matter. */
export function readScaled(text: string, scale: TimeScale, version?: number): TimeReading {
  if (scale === 'nanoseconds') return readNanoseconds(text, version);
  return readTimeSpan(text, version, scale === 'seconds' ? 1_000_000n : 1n);
}

/** `5min 20s = 320 s`, or what a bare number counts. */
export function describeTime(text: string, scale: TimeScale = 'seconds'): Message | undefined {
  const read = readScaled(text, scale);
  if (read.fault) return undefined;
  if (read.time === INFINITY) return say`No limit.`;
  const ticks = scale === 'nanoseconds' ? 1000n : 1n;
  const span = formatTimeSpan(read.time, ticks);
  const second = 1_000_000n * ticks;
  const seconds = read.time >= 60n * second && read.time % second === 0n ? `${read.time / second} s` : undefined;
  const parts = [text, span, seconds].filter((part): part is string => part !== undefined);
  const shown = parts.filter((part, index) => index === 0 || part.replaceAll(' ', '') !== text.replaceAll(' ', ''));
  if (shown.length > 1) return layout(' = ', shown);
  const unit = read.terms.length === 1 ? TIME_UNITS.find((one) => one.unit === read.terms[0]!.unit) : undefined;
  return unit && read.terms[0]!.unit.length < 3 ? say`${text}: ${unit.name}` : undefined;
}

/** What a time span is in larger units where it is a bare number, and how many seconds it has where it is written with units. */
export function timeHints(text: string, scale: TimeScale = 'seconds'): readonly Hint[] {
  const read = readScaled(text, scale);
  if (read.fault || read.time === INFINITY) return [];
  const ticks = scale === 'nanoseconds' ? 1000n : 1n;
  const second = 1_000_000n * ticks;
  if (/^\d+$/.test(text)) {
    const span = formatTimeSpan(read.time, ticks);
    // A few seconds are plain enough where seconds are what is counted.
    const isPlain = scale === 'seconds' && read.time < 60n * second;
    return read.time === 0n || isPlain ? [] : [{ at: text.length, label: say`${span}`, level: 'some' }];
  }
  if (read.time < 60n * second || read.time % second !== 0n) return [];
  return [{ at: text.length, label: say`${read.time / second} s`, level: 'all' }];
}

/** What one number with its unit comes to, and all of them together. */
export function describeTimePart(token: Token, value: string, scale: TimeScale = 'seconds'): Message | undefined {
  const whole = describeTime(value, scale);
  const isPart = token.to - token.from < value.length;
  const part = isPart ? describeTime(value.slice(token.from, token.to), scale) : undefined;
  return part && whole ? layout('\n\n', [part, whole]) : (part ?? whole);
}

/** Says what is wrong with a time span that stands at `offset` of a value, and what was most likely meant. */
export function timeFinding(text: string, read: TimeReading, scale: TimeScale = 'seconds', offset = 0): Finding {
  if (!read.fault) return {};
  const from = offset + read.from;
  const to = offset + read.to;
  const word = text.slice(read.from, read.to);
  if (read.fault === 'range') {
    const what = word.startsWith('-')
      ? say`A time span cannot be negative.`
      : say`${word} is too long for systemd to represent.`;
    return { code: 'value-out-of-range', what, from, to };
  }
  const meant = likelyMeant(text, scale);
  const unit = /^[\d.,\s]*([^\d\s.,]+)$/.exec(word)?.[1];
  const what =
    unit && /\d/.test(text)
      ? say`"${unit}" is not a unit of time that systemd knows.`
      : say`"${word === '' ? text : word}" is not a time span.`;
  const fix = meant && {
    title: say`Replace with ${meant.text}`,
    from: offset,
    to: offset + text.length,
    newText: meant.text,
  };
  const fixes: ValueFix[] = fix ? [{ ...fix, safety: meant.safety }] : [];
  return { what, from, to, fixes };
}

/** The number so far with each unit that may follow it, or the usual values where there is none. */
export function timeChoices(typed: string, usual: readonly Choice[], scale: TimeScale = 'seconds'): readonly Choice[] {
  const match = /^(.*\d)\s*[a-zA-Zµμ]*$/s.exec(typed);
  if (!match) return typed.trim() === '' ? usual : [];
  const units = ['s', 'min', 'h', 'd', 'ms', 'us', ...(scale === 'nanoseconds' ? ['ns'] : [])];
  return units
    .map((unit) => `${match[1]!}${unit}`)
    .filter((label) => !readScaled(label, scale).fault)
    .map((label, rank) => {
      const name = TIME_UNITS.find(({ unit }) => label === `${match[1]!}${unit}`)?.name ?? say`nanoseconds`;
      return { label, kind: 'time', detail: name, rank };
    });
}

interface Meant {
  readonly text: string;
  readonly safety: ValueFix['safety'];
}

function likelyMeant(text: string, scale: TimeScale): Meant | undefined {
  if (/^(?:inf|infinite|unlimited|never|none|forever|-1)$/i.test(text.trim()) || nearest(text, ['infinity'])) {
    return { text: 'infinity', safety: 'unsafe' };
  }
  const clock = /^(?:(\d+):)?(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (clock) return { text: clockSpan(clock), safety: 'unsafe' };
  let guessed = false;
  const rewritten = text
    .replaceAll(/(\d),(\d)/g, '$1.$2')
    .replaceAll(/[,;]|\band\b/g, ' ')
    .replaceAll(/(\d)\s*([\p{L}]+)\.?/gu, (whole, digit: string, unit: string) => {
      const known = unitMeant(unit);
      const near = known === undefined && unit.length >= LONG_ENOUGH ? nearest(unit, UNITS_IN_FULL) : undefined;
      guessed ||= near !== undefined;
      return `${digit}${known ?? near ?? whole.slice(digit.length)}`;
    })
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (rewritten === text || readScaled(rewritten, scale).fault) return undefined;
  return { text: rewritten, safety: guessed ? 'unsafe' : 'safe' };
}

/** Of a shorter word one cannot tell which unit it was to be. */
const LONG_ENOUGH = 4;
const UNITS_IN_FULL = TIME_UNITS.map(({ unit }) => unit).filter((unit) => unit.length >= LONG_ENOUGH);

/** `1:30` was most likely meant as minutes and seconds, with a third part as hours. */
function clockSpan(match: RegExpExecArray): string {
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
  const parts = [hours && `${hours}h`, minutes && `${minutes}min`, seconds && `${seconds}s`].filter(Boolean);
  return parts.join(' ') || '0';
}

function unitMeant(unit: string): string | undefined {
  if (TIME_UNITS.some((one) => one.unit === unit) || unit === 'ns' || unit === 'nsec') return unit;
  const plain = unit.toLowerCase();
  if (Object.hasOwn(OTHER_UNITS, plain)) return OTHER_UNITS[plain];
  return TIME_UNITS.find((one) => one.unit === plain)?.unit;
}

/** Units as people write them. */
const OTHER_UNITS: Table<string> = table({
  secs: 's',
  mins: 'min',
  minuts: 'min',
  minuten: 'min',
  hrs: 'h',
  std: 'h',
  wk: 'w',
  wks: 'w',
  mo: 'month',
  mos: 'month',
  mon: 'month',
  mth: 'month',
  mths: 'month',
  yr: 'y',
  yrs: 'y',
  msecs: 'ms',
  millis: 'ms',
  millisecond: 'ms',
  milliseconds: 'ms',
  usecs: 'us',
  micros: 'us',
  microsecond: 'us',
  microseconds: 'us',
  nsecs: 'ns',
  nanos: 'ns',
  nanosecond: 'ns',
  nanoseconds: 'ns',
});
