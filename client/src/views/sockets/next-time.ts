/** A time in the language of the person, with the day where it is not today: `Sun, 29 Nov, 03:30`. */
export function nextTime(next: number, now: number, language: string, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const dayOf = (time: number) => new Date(time).toLocaleDateString('en-CA', zone);
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone } as const;
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const year = dayOf(next).slice(0, 4) === dayOf(now).slice(0, 4) ? {} : ({ year: 'numeric' } as const);
  const options = dayOf(next) === dayOf(now) ? clock : { ...clock, ...day, ...year };
  return new Intl.DateTimeFormat(language, options).format(next);
}
