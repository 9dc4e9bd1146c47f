/** Moments that come again, as OnCalendar= gives them (src/shared/calendarspec.h). */
export interface CalendarSpec {
  /** A bit for each day from Monday on; 0 where every day will do. */
  readonly weekdays: number;
  /** The days of the month are counted from its end. */
  readonly endOfMonth: boolean;
  /** UTC, the name of a time zone, or undefined for local time. */
  readonly zone: string | undefined;
  readonly year: Chain;
  readonly month: Chain;
  readonly day: Chain;
  readonly hour: Chain;
  readonly minute: Chain;
  /** In microseconds. */
  readonly second: Chain;
}

export type CalendarPart = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/** Alternatives; undefined for any value. */
export type Chain = readonly Component[] | undefined;

export interface Component {
  readonly start: number;
  /** The end of a range; -1 where there is none. */
  readonly stop: number;
  /** The step of a repetition; 0 where there is none. */
  readonly repeat: number;
}

export const USEC_PER_SEC = 1_000_000;

export const ALL_WEEKDAYS = 0x7f;

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** What each part of a date and time may be, both ends included. */
export const LIMITS: Readonly<Record<CalendarPart, readonly [number, number]>> = {
  year: [1970, 2199],
  month: [1, 12],
  day: [1, 31],
  hour: [0, 23],
  minute: [0, 59],
  second: [0, 60 * USEC_PER_SEC - 1],
};

/** Sorts, drops doubles and cuts ranges to what is really hit (calendarspec.c, normalize_chain). */
export function normalizeChain(chain: Chain): Chain {
  if (!chain) return undefined;
  const cut = chain.map((component) => {
    const { start, repeat } = component;
    let { stop } = component;
    if (stop > start && repeat > 0) stop -= (stop - start) % repeat;
    const never = stop > start && repeat > 0 && start + repeat > stop;
    return never || start === stop ? { start, stop: -1, repeat: 0 } : { start, stop, repeat };
  });
  cut.sort((a, b) => a.start - b.start || a.stop - b.stop || a.repeat - b.repeat);
  return cut.filter((one, i) => {
    const before = cut[i - 1];
    return !before || one.start !== before.start || one.stop !== before.stop || one.repeat !== before.repeat;
  });
}

/** Two digits stand for a year from 1970 to 2069 (fix_year). */
export function fullYears(chain: Chain): Chain {
  const full = (year: number): number => (year < 0 || year >= 100 ? year : year < 70 ? year + 2000 : year + 1900);
  return chain?.map(({ start, stop, repeat }) => ({ start: full(start), stop: full(stop), repeat }));
}

/** Whether every alternative of a part can come about (chain_valid). */
export function isValidChain(chain: Chain, part: CalendarPart, endOfMonth: boolean): boolean {
  const [from, last] = LIMITS[part];
  let to = last;
  for (const { start, stop, repeat } of chain ?? []) {
    // systemd takes three days off the end of the month for every alternative anew.
    if (endOfMonth) to -= 3;
    if (start < from || start > to || repeat > to - from) return false;
    if (stop >= 0) {
      if (stop < from || stop > to || start + repeat > stop) return false;
    } else if (endOfMonth ? start - repeat < from : start + repeat > to) return false;
  }
  return true;
}
