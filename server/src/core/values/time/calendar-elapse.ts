import { readCalendar } from './calendar.ts';
import { type CalendarPart, type CalendarSpec, LIMITS } from './calendar-spec.ts';
import { daysInMonth, type Fields, type LocalTime, localTimeOf, weekdayOf } from './local-time.ts';

/**
 * The next moments at which a calendar expression elapses after a given one, in milliseconds since 1970 (src/shared/calendarspec.c,
 * calendar_spec_next_usec). Fewer than asked for where the expression comes to an end, none where it cannot be read.
 *
 * @param zone Local time, for expressions that name no zone: minutes east of UTC, or the name of a time zone.
 */
export function nextElapses(expression: string, fromMs: number, count: number, zone: number | string): number[] {
  const { spec } = readCalendar(expression);
  return spec ? elapsesOf(spec, fromMs, count, zone) : [];
}

function elapsesOf(spec: CalendarSpec, fromMs: number, count: number, zone: number | string): number[] {
  const time = localTimeOf(spec.zone ?? zone);
  const found: number[] = [];
  let after = Math.floor(fromMs * 1000);
  while (time && found.length < count) {
    const next = nextAfter(spec, after, time);
    if (next === undefined) break;
    found.push(next / 1000);
    after = next;
  }
  return found;
}

/** Whether there is any moment at all, from 1970 on, at which the expression elapses. */
export function everElapses(spec: CalendarSpec): boolean {
  return elapsesOf({ ...spec, zone: 'UTC' }, -1, 1, 0).length > 0;
}

/** From large to small: when one changes, those after it start from their first value. */
const PARTS: readonly CalendarPart[] = ['year', 'month', 'day', 'hour', 'minute', 'second'];
const FIRST: Fields = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };

/** A safety valve, as systemd has one. */
const MOST_STEPS = 1000;

/** The first moment after another, in microseconds (calendarspec.c, find_next). */
function nextAfter(spec: CalendarSpec, after: number, time: LocalTime): number | undefined {
  const begin = after + 1;
  let fields = time.fields(begin);
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = advance(spec, time.normalize(fields), time);
    if (next === 'never') return undefined;
    fields = next.fields;
    if (!next.done) continue;
    const found = time.moment(fields);
    if (found >= begin) return found;
    // The clock was put back here. Go on by an hour and let local time sort it out.
    fields = { ...fields, hour: fields.hour + 1 };
  }
  return undefined;
}

/** One step towards a match: as far as the parts agree, or on to where the next could. */
function advance(spec: CalendarSpec, start: Fields, time: LocalTime): 'never' | { fields: Fields; done: boolean } {
  let fields = start;
  for (const [index, part] of PARTS.entries()) {
    const matched = match(spec, part, fields);
    if (matched !== undefined && matched !== fields[part]) fields = withFirst(fields, part, matched);
    const settled = matched === undefined ? undefined : settle(fields, time);
    if (settled !== fields && part === 'year') return 'never';
    if (settled === undefined) return { fields: carry(fields, PARTS[index - 1]!), done: false };
    if (settled !== fields) return { fields: settled, done: false };
    if (part === 'day' && spec.weekdays !== 0 && !(spec.weekdays & (1 << weekdayOf(fields)))) {
      return { fields: carry(fields, 'day'), done: false };
    }
  }
  return { fields, done: true };
}

function carry(fields: Fields, part: CalendarPart): Fields {
  return withFirst(fields, part, fields[part] + 1);
}

function withFirst(fields: Fields, part: CalendarPart, value: number): Fields {
  const below = PARTS.slice(PARTS.indexOf(part) + 1).map((one) => [one, FIRST[one]]);
  return { ...fields, ...Object.fromEntries(below), [part]: value };
}

/**
 * The same fields where they are a date and time that exist. Otherwise the next that does, with the part below the one that had to
 * give way at its first value; undefined where that would go back, or past the last year (tm_within_bounds).
 */
function settle(fields: Fields, time: LocalTime): Fields | undefined {
  if (fields.year > LIMITS.year[1]) return undefined;
  const real = time.normalize(fields);
  const part = PARTS.find((one) => real[one] !== fields[one]);
  if (!part) return fields;
  if (real[part] < fields[part]) return undefined;
  const below = PARTS[PARTS.indexOf(part) + 1];
  if (part === 'year') return { ...real, month: 1, day: 1 };
  return below === undefined ? real : { ...real, [below]: FIRST[below] };
}

/** The smallest value of a part, not below its present one, that an alternative allows (find_matching_component). */
function match(spec: CalendarSpec, part: CalendarPart, fields: Fields): number | undefined {
  const chain = spec[part];
  const value = fields[part];
  if (!chain) return value;
  let best: number | undefined;
  for (const component of chain) {
    let { start, stop } = component;
    if (part === 'day' && spec.endOfMonth) {
      [start, stop] = [fromEnd(fields, start), fromEnd(fields, stop)];
      if (stop > 0) [start, stop] = [stop, start];
    }
    const { repeat } = component;
    let candidate: number | undefined;
    if (start >= value) candidate = start;
    else if (repeat > 0) {
      const next = start + Math.ceil((value - start) / repeat) * repeat;
      if (stop < 0 || next <= stop) candidate = next;
    }
    if (candidate !== undefined && (best === undefined || candidate < best)) best = candidate;
  }
  return best;
}

/** The day of the month that is the n-th from its end; -1 where it has none. */
function fromEnd(fields: Fields, nth: number): number {
  const last = daysInMonth(fields.year, fields.month);
  const day = last + 1 - nth;
  return nth >= 1 && day >= 1 ? day : -1;
}
