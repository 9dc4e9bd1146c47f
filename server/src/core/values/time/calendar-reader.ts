import { INT32_MAX, scanUnsigned } from '../numbers/numbers.ts';
import {
  type CalendarPart,
  type CalendarSpec,
  type Chain,
  type Component,
  USEC_PER_SEC,
  WEEKDAYS,
} from './calendar-spec.ts';

/** Where a part of an expression stands. */
export interface Stretch {
  readonly part: CalendarPart | 'weekdays' | 'zone' | 'name' | 'timestamp';
  readonly from: number;
  readonly to: number;
}

/** Where reading is; a function that fails says where and gives undefined. */
export interface Cursor {
  readonly text: string;
  at: number;
  readonly stretches: Stretch[];
  failedAt: number | undefined;
}

export type ReadSpec = Omit<CalendarSpec, 'zone'> & { readonly zone?: string | undefined };

/** Reads weekdays, date and time, each of which may be left out (src/shared/calendarspec.c). */
export function readDateAndTime(cursor: Cursor): ReadSpec | undefined {
  const weekdays = readWeekdays(cursor);
  if (weekdays === undefined) return undefined;
  const date = readDate(cursor);
  if (date === undefined) return undefined;
  if (date.hour) return cursor.at < cursor.text.length ? fail(cursor) : { ...date, weekdays };
  const time = readTime(cursor);
  if (time === undefined) return undefined;
  return cursor.at < cursor.text.length ? fail(cursor) : { ...date, ...time, weekdays };
}

function fail(cursor: Cursor, at = cursor.at): undefined {
  cursor.failedAt ??= at;
  return undefined;
}

/** The days as bits, 0 where there are none. */
function readWeekdays(cursor: Cursor): number | undefined {
  const { text } = cursor;
  const begin = cursor.at;
  let bits = 0;
  let rangeFrom = -1;
  for (let isFirst = true; ; isFirst = false) {
    const found = weekdayAt(text, cursor.at);
    if (!found) return isFirst ? 0 : fail(cursor);
    const { day, length } = found;
    const next = text[cursor.at + length];
    if (next !== undefined && !'-., '.includes(next)) return fail(cursor);
    if (rangeFrom > day) return fail(cursor);
    for (let i = rangeFrom < 0 ? day : rangeFrom; i <= day; i++) bits |= 1 << i;
    cursor.at += length;
    if (next === '.' || next === '-') {
      if (rangeFrom >= 0 || (next === '.' && text[cursor.at + 1] !== '.')) return fail(cursor);
      rangeFrom = day;
      cursor.at += next === '.' ? 2 : 1;
    } else if (next === ',') {
      rangeFrom = -1;
      cursor.at++;
    } else {
      rangeFrom = -1;
    }
    const after = text[cursor.at];
    if (after === undefined || after === ' ') {
      if (rangeFrom >= 0) return fail(cursor);
      cursor.stretches.push({ part: 'weekdays', from: begin, to: cursor.at });
      while (text[cursor.at] === ' ') cursor.at++;
      return bits;
    }
  }
}

function weekdayAt(text: string, at: number): { day: number; length: number } | undefined {
  const lower = text.slice(at, at + 9).toLowerCase();
  for (const [day, name] of WEEKDAYS.entries()) {
    const full = name.toLowerCase();
    if (lower.startsWith(full)) return { day, length: full.length };
    if (lower.startsWith(full.slice(0, 3))) return { day, length: 3 };
  }
  return undefined;
}

type DateParts = Omit<ReadSpec, 'weekdays'>;

const ANY = { endOfMonth: false, year: undefined, month: undefined, day: undefined } as const;
const NO_TIME = { hour: undefined, minute: undefined, second: undefined } as const;

/** Reads a date, or nothing where a time stands there; `@` and seconds since 1970 give the time along. */
function readDate(cursor: Cursor): DateParts | undefined {
  const { text } = cursor;
  const begin = cursor.at;
  const nothing = { ...ANY, ...NO_TIME };
  if (begin >= text.length) return nothing;
  if (text[begin] === '@') return readTimestamp(cursor);
  const chains: Chain[] = [];
  const stretches: { from: number; to: number }[] = [];
  let endOfMonth = false;
  for (;;) {
    const from = cursor.at;
    const chain = readChain(cursor, 1);
    if (chain === 'bad') return undefined;
    chains.push(chain);
    stretches.push({ from, to: cursor.at });
    const next = text[cursor.at];
    if (chains.length === 1 && (next === undefined || next === ':')) {
      cursor.at = begin;
      return nothing;
    }
    if (chains.length > 1 && (next === undefined || next === ' ')) break;
    if (chains.length === 3 || endOfMonth || (next !== '-' && next !== '~')) return fail(cursor);
    endOfMonth = next === '~';
    cursor.at++;
  }
  const names = (chains.length === 3 ? ['year', 'month', 'day'] : ['month', 'day']) as CalendarPart[];
  for (const [i, part] of names.entries()) cursor.stretches.push({ part, ...stretches[i]! });
  while (text[cursor.at] === ' ') cursor.at++;
  const [year, month, day] = chains.length === 3 ? chains : [undefined, ...chains];
  return { ...NO_TIME, endOfMonth, year, month, day };
}

function readTimestamp(cursor: Cursor): DateParts | undefined {
  const from = cursor.at;
  const scanned = scanUnsigned(cursor.text, from + 1, 10);
  if (scanned.overflow || scanned.end === from + 1 || scanned.value > LAST_SECOND) return fail(cursor);
  cursor.at = scanned.end;
  cursor.stretches.push({ part: 'timestamp', from, to: scanned.end });
  const date = new Date(Number(scanned.value) * 1000);
  return {
    zone: 'UTC',
    endOfMonth: false,
    year: constant(date.getUTCFullYear()),
    month: constant(date.getUTCMonth() + 1),
    day: constant(date.getUTCDate()),
    hour: constant(date.getUTCHours()),
    minute: constant(date.getUTCMinutes()),
    second: constant(date.getUTCSeconds() * USEC_PER_SEC),
  };
}

/** The last second of the last year that an expression may have. */
const LAST_SECOND = 7_258_118_399n;

interface TimeParts {
  readonly hour: Chain;
  readonly minute: Chain;
  readonly second: Chain;
}

/** Reads `hour:minute` and perhaps `:second`; midnight where nothing is left. */
function readTime(cursor: Cursor): TimeParts | undefined {
  const { text } = cursor;
  if (cursor.at >= text.length) return { hour: constant(0), minute: constant(0), second: constant(0) };
  const chains: Chain[] = [];
  for (const part of ['hour', 'minute', 'second'] as const) {
    const from = cursor.at;
    const chain = readChain(cursor, part === 'second' ? USEC_PER_SEC : 1);
    if (chain === 'bad') return undefined;
    chains.push(chain);
    cursor.stretches.push({ part, from, to: cursor.at });
    const isLast = cursor.at >= text.length;
    if (part === 'second' || (isLast && part === 'minute')) break;
    if (text[cursor.at] !== ':') return fail(cursor);
    cursor.at++;
  }
  if (cursor.at < text.length) return fail(cursor);
  return { hour: chains[0], minute: chains[1], second: chains.length > 2 ? chains[2] : constant(0) };
}

function constant(start: number): Chain {
  return [{ start, stop: -1, repeat: 0 }];
}

/** Reads `*` or alternatives with commas between; `unit` is what a whole number counts. */
function readChain(cursor: Cursor, unit: number): Chain | 'bad' {
  const { text } = cursor;
  if (text[cursor.at] === '*') {
    cursor.at++;
    return unit === 1 ? undefined : [{ start: 0, stop: -1, repeat: unit }];
  }
  const components: Component[] = [];
  for (;;) {
    const component = components.length > MOST_ALTERNATIVES ? fail(cursor) : readComponent(cursor, unit);
    if (!component) return 'bad';
    components.push(component);
    if (text[cursor.at] !== ',') return components;
    cursor.at++;
  }
}

/** systemd's CALENDARSPEC_COMPONENTS_MAX; one more is let through. */
const MOST_ALTERNATIVES = 240;

/** Reads `start`, `start..stop`, each with a `/step` if you like. */
function readComponent(cursor: Cursor, unit: number): Component | undefined {
  const { text } = cursor;
  const begin = cursor.at;
  const start = readDecimal(cursor, unit);
  if (start === undefined) return undefined;
  let stop = -1;
  let repeat = 0;
  if (text.startsWith('..', cursor.at)) {
    cursor.at += 2;
    const end = readDecimal(cursor, unit);
    if (end === undefined) return undefined;
    stop = end;
    repeat = unit;
  }
  if (text[cursor.at] === '/') {
    cursor.at++;
    const step = readDecimal(cursor, unit);
    if (!step) return fail(cursor, begin);
    repeat = step;
  } else if (unit > 1 && stop >= 0 && start + repeat > stop) {
    return fail(cursor, begin);
  }
  const next = text[cursor.at];
  return next === undefined || ' ,-~:'.includes(next) ? { start, stop, repeat } : fail(cursor);
}

function readDecimal(cursor: Cursor, unit: number): number | undefined {
  const { text } = cursor;
  const digits = /^[0-9]+/.exec(text.slice(cursor.at))?.[0];
  if (digits === undefined) return fail(cursor);
  const begin = cursor.at;
  let value = Number(digits) * unit;
  cursor.at += digits.length;
  if (unit > 1 && text[cursor.at] === '.' && text[cursor.at + 1] !== '.') {
    const fraction = /^\.([0-9]+)/.exec(text.slice(cursor.at))?.[1];
    if (fraction === undefined) return fail(cursor);
    value += Number(fraction.slice(0, 6).padEnd(6, '0')) + (fraction.length > 6 && fraction[6]! >= '5' ? 1 : 0);
    cursor.at += fraction.length + 1;
  }
  return value > INT32_MAX ? fail(cursor, begin) : value;
}
