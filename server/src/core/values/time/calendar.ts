import { type Table, table } from '../../text/table.ts';
import { type Cursor, type ReadSpec, readDateAndTime, type Stretch } from './calendar-reader.ts';
import {
  ALL_WEEKDAYS,
  type CalendarPart,
  type CalendarSpec,
  type Chain,
  fullYears,
  isValidChain,
  normalizeChain,
} from './calendar-spec.ts';
import { zoneStanding } from './time-zone.ts';

/** A calendar expression, or where it cannot be read. */
export type CalendarReading =
  | {
      readonly spec: CalendarSpec;
      /** Where each part stands that was written out. */
      readonly parts: readonly Stretch[];
      /** An abbreviation of a time zone at the end that only some machines know. */
      readonly doubtfulZone?: string;
      readonly fault?: undefined;
    }
  | { readonly fault: CalendarFault; readonly spec?: undefined };

export interface CalendarFault {
  readonly from: number;
  readonly to: number;
  /** The part that cannot be what it says it is; undefined where the expression has another form than it should. */
  readonly outOfRange?: CalendarPart;
}

/** Reads a calendar expression such as `Mon..Fri *-*-* 09:00` (src/shared/calendarspec.c, calendar_spec_from_string). */
export function readCalendar(text: string): CalendarReading {
  const zone = splitZone(text);
  const expression = text.slice(0, zone.end);
  if (expression === '') return { fault: { from: 0, to: text.length } };
  const cursor: Cursor = { text: expression, at: 0, stretches: [...zone.stretches], failedAt: undefined };
  const named = namedSpec(expression);
  const raw = named ?? readDateAndTime(cursor);
  if (!raw) {
    const from = Math.min(cursor.failedAt ?? cursor.at, expression.length);
    return { fault: faultAround(text, from) };
  }
  const spec = normalize({ ...raw, zone: raw.zone ?? zone.name });
  const bad = PARTS.find((part) => !isValidChain(spec[part], part, part === 'day' && spec.endOfMonth));
  if (bad) {
    const stretch = cursor.stretches.find((one) => one.part === bad) ?? { from: 0, to: expression.length };
    return { fault: { from: stretch.from, to: stretch.to, outOfRange: bad } };
  }
  if (named) cursor.stretches.push({ part: 'name', from: 0, to: expression.length });
  const parts = cursor.stretches.toSorted((a, b) => a.from - b.from);
  return { spec, parts, ...(zone.doubtful && { doubtfulZone: zone.doubtful }) };
}

/** The words that stand for a whole expression. */
export const CALENDAR_NAMES: Table<string> = table({
  minutely: '*-*-* *:*:00',
  hourly: '*-*-* *:00:00',
  daily: '*-*-* 00:00:00',
  weekly: 'Mon *-*-* 00:00:00',
  monthly: '*-*-01 00:00:00',
  quarterly: '*-01,04,07,10-01 00:00:00',
  semiannually: '*-01,07-01 00:00:00',
  yearly: '*-01-01 00:00:00',
});

const PARTS: readonly CalendarPart[] = ['year', 'month', 'day', 'hour', 'minute', 'second'];

/** Takes the time zone off the end. */
function splitZone(text: string): {
  end: number;
  name?: string;
  doubtful?: string;
  stretches: readonly Stretch[];
} {
  const space = text.lastIndexOf(' ');
  const word = text.slice(space + 1);
  const stretches: Stretch[] = [{ part: 'zone', from: space + 1, to: text.length }];
  if (space >= 0 && word.toUpperCase() === 'UTC') return { end: space, name: 'UTC', stretches };
  const standing = space < 0 ? 'none' : zoneStanding(word);
  if (standing === 'zone') return { end: space, name: word, stretches };
  const isDate = /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(word);
  if (standing === 'abbreviation' && !isDate) return { end: space, doubtful: word, stretches };
  return { end: text.length, stretches: [] };
}

const zero: Chain = [{ start: 0, stop: -1, repeat: 0 }];
const first: Chain = [{ start: 1, stop: -1, repeat: 0 }];
const months = (...starts: number[]): Chain => starts.map((start) => ({ start, stop: -1, repeat: 0 }));
const any = undefined;

function named(weekdays: number, month: Chain, day: Chain, hour: Chain, minute: Chain): ReadSpec {
  return { weekdays, endOfMonth: false, year: any, month, day, hour, minute, second: zero };
}

const NAMED: Table<ReadSpec> = table({
  minutely: named(0, any, any, any, any),
  hourly: named(0, any, any, any, zero),
  daily: named(0, any, any, zero, zero),
  weekly: named(1, any, any, zero, zero),
  monthly: named(0, any, first, zero, zero),
  quarterly: named(0, months(1, 4, 7, 10), first, zero, zero),
  semiannually: named(0, months(1, 7), first, zero, zero),
  yearly: named(0, first, first, zero, zero),
});

/** Names that mean the same; one is a misspelling that systemd once had. */
const SAME: Table<string> = table({
  annually: 'yearly',
  anually: 'yearly',
  biannually: 'semiannually',
  'bi-annually': 'semiannually',
  'semi-annually': 'semiannually',
});

function namedSpec(expression: string): ReadSpec | undefined {
  const name = expression.toLowerCase();
  const plain = Object.hasOwn(SAME, name) ? SAME[name]! : name;
  return Object.hasOwn(NAMED, plain) ? NAMED[plain] : undefined;
}

function normalize(raw: ReadSpec): CalendarSpec {
  return {
    weekdays: raw.weekdays >= ALL_WEEKDAYS ? 0 : raw.weekdays,
    endOfMonth: raw.endOfMonth && raw.day !== undefined,
    zone: raw.zone,
    year: normalizeChain(fullYears(raw.year)),
    month: normalizeChain(raw.month),
    day: normalizeChain(raw.day),
    hour: normalizeChain(raw.hour),
    minute: normalizeChain(raw.minute),
    second: normalizeChain(raw.second),
  };
}

/** The word where reading stopped. */
function faultAround(text: string, at: number): CalendarFault {
  const before = at - 1 - text.slice(0, at).lastIndexOf(' ');
  const after = text.slice(at).match(/^[^ ]*/)![0].length;
  return { from: at - before, to: Math.max(at + after, at) };
}
