/** A date and time taken apart; the seconds are counted in microseconds, months and days from 1. */
export interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The clocks of one place. Moments are microseconds since 1970. */
export interface LocalTime {
  fields(moment: number): Fields;
  /** The moment of a date and time; parts may be out of range, as for C's mktime. */
  moment(fields: Fields): number;
  /** The same date and time, with every part in its range. */
  normalize(fields: Fields): Fields;
}

/** Local time at a fixed distance from UTC, in minutes east, or in a time zone; undefined where there is no such zone. */
export function localTimeOf(zone: number | string): LocalTime | undefined {
  if (zone === 'UTC') return fixed(0);
  if (typeof zone === 'number') return fixed(zone * 60_000_000);
  return inZone(zone);
}

/** Days from Monday on. */
export function weekdayOf(fields: Fields): number {
  return (new Date(Date.UTC(fields.year, fields.month - 1, fields.day)).getUTCDay() + 6) % 7;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function fixed(offset: number): LocalTime {
  const fields = (moment: number): Fields => utcFields(moment + offset);
  const moment = (parts: Fields): number => utcMoment(parts) - offset;
  return { fields, moment, normalize: (parts) => fields(moment(parts)) };
}

/**
 * A zone whose clocks change. Of a time that comes twice, the one at the offset last used counts, as in the C library; one that is left out
 * is counted on from before it.
 */
function inZone(name: string): LocalTime | undefined {
  const offsetAt = zoneOffset(name);
  if (!offsetAt) return undefined;
  let offset = 0;
  const fields = (moment: number): Fields => {
    offset = offsetAt(moment);
    return utcFields(moment + offset);
  };
  const moment = (parts: Fields): number => {
    const wall = utcMoment(parts);
    for (let tries = 0; tries < 3; tries++) {
      const guess = wall - offset;
      offset = offsetAt(guess);
      if (guess + offset === wall) return guess;
    }
    offset = offsetAt(wall - DAY);
    return wall - offset;
  };
  const normalize = (parts: Fields): Fields => {
    const found = moment(parts);
    return utcFields(found + offsetAt(found));
  };
  return { fields, moment, normalize };
}

const DAY = 86_400_000_000;

function utcFields(moment: number): Fields {
  const date = new Date(Math.floor(moment / 1000));
  const microseconds = ((moment % 1000) + 1000) % 1000;
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: (date.getUTCSeconds() * 1000 + date.getUTCMilliseconds()) * 1000 + microseconds,
  };
}

function utcMoment({ year, month, day, hour, minute, second }: Fields): number {
  return Date.UTC(year, month - 1, day, hour, minute) * 1000 + second;
}

/** How far a zone's clocks are ahead of UTC at a moment, in microseconds. */
function zoneOffset(name: string): ((moment: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
  return (moment) => {
    const milliseconds = Math.floor(moment / 1_000_000) * 1000;
    const parts = Object.fromEntries(
      format.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]),
    );
    const wall = Date.UTC(
      parts['year']!,
      parts['month']! - 1,
      parts['day'],
      parts['hour'],
      parts['minute'],
      parts['second'],
    );
    return (wall - milliseconds) * 1000;
  };
}
