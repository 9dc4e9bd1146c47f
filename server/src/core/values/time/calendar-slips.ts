import { type Table, table } from '../../text/table.ts';
import { readCalendar } from './calendar.ts';
import { WEEKDAYS } from './calendar-spec.ts';
import { readTimeSpan } from './time-span.ts';

/** The calendar expression that a text of another kind most likely meant: a crontab line, a phrase, a date as others write it. */
export function calendarMeant(text: string): string | undefined {
  const plain = text.trim().replaceAll(/\s+/g, ' ');
  for (const read of [fromCron, fromPhrase, fromDate, fromClock, fromReversedRange, fromSpan]) {
    const meant = read(plain);
    if (meant !== undefined && meant !== text && readCalendar(meant).spec) return meant;
  }
  return undefined;
}

export function looksLikeCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return fields.length === 5 && fields.every((field) => /^(?:[*\d,/-]+|[a-zA-Z]{3}(?:[-,][a-zA-Z]{3})*)$/.test(field));
}

/** Minute, hour, day of the month, month, day of the week; with both kinds of day cron means either, which one line cannot say. */
function fromCron(text: string): string | undefined {
  if (!looksLikeCron(text)) return undefined;
  const [minute, hour, day, month, weekday] = text.split(' ') as [string, string, string, string, string];
  if (day !== '*' && weekday !== '*') return undefined;
  const days = weekday === '*' ? '' : cronWeekdays(weekday);
  const monthNumbers = month.replaceAll(/[a-zA-Z]{3}/g, (name) => String(MONTHS.indexOf(name.toLowerCase()) + 1));
  const parts = [cronField(monthNumbers, 1), cronField(day, 1), cronField(hour, 0), cronField(minute, 0)];
  if (days === undefined || parts.includes(undefined)) return undefined;
  return `${days}${days && ' '}*-${parts[0]}-${parts[1]} ${parts[2]}:${parts[3]}:00`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function cronField(field: string, first: number): string | undefined {
  const parts = field.split(',').map((part) => {
    const match = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) return undefined;
    const [, star, from, to, step] = match;
    if (star) return step ? `${pad(String(first))}/${step}` : '*';
    return `${pad(from!)}${to ? `..${pad(to)}` : ''}${step ? `/${step}` : ''}`;
  });
  return parts.includes(undefined) || (parts.length > 1 && parts.includes('*')) ? undefined : parts.join(',');
}

function cronWeekdays(field: string): string | undefined {
  const number = (text: string): number => {
    const index = WEEKDAYS.findIndex((name) => name.slice(0, 3).toLowerCase() === text.toLowerCase());
    return index >= 0 ? index : /^[0-7]$/.test(text) ? (Number(text) + 6) % 7 : -1;
  };
  const days = new Set<number>();
  for (const part of field.split(',')) {
    const [from, to] = part.split('-').map(number);
    if (from === undefined || from < 0 || to === -1) return undefined;
    for (let day = from; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === (to ?? from)) break;
    }
  }
  return listDays(days);
}

function listDays(days: ReadonlySet<number>): string {
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => WEEKDAYS[day]!.slice(0, 3))
    .join(',');
}

function fromPhrase(text: string): string | undefined {
  const words = text.toLowerCase().replace(/^(?:every|each|@) ?/, '');
  const step = /^(\d+) ?(m|min|mins|minutes?|h|hrs?|hours?)$/.exec(words);
  if (step) return everyStep(Number(step[1]), step[2]!.startsWith('h') ? 60 : 1);
  return Object.hasOwn(PHRASES, words) ? PHRASES[words] : undefined;
}

const PHRASES: Table<string> = table({
  minute: 'minutely',
  hour: 'hourly',
  day: 'daily',
  everyday: 'daily',
  midnight: 'daily',
  nightly: 'daily',
  night: 'daily',
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
  year: 'yearly',
  minutely: 'minutely',
  hourly: 'hourly',
  daily: 'daily',
  weekly: 'weekly',
  monthly: 'monthly',
  yearly: 'yearly',
  annually: 'yearly',
  noon: '12:00',
  weekday: 'Mon..Fri',
  weekdays: 'Mon..Fri',
  weekend: 'Sat,Sun',
  weekends: 'Sat,Sun',
});

function everyStep(count: number, minutes: number): string | undefined {
  const total = count * minutes;
  if (total < 1) return undefined;
  if (total < 60) return 60 % total === 0 ? `*:0/${total}` : undefined;
  const hours = total / 60;
  return Number.isInteger(hours) && 24 % hours === 0 ? (hours === 24 ? 'daily' : `0/${hours}:00`) : undefined;
}

/** Slashes or dots between the parts of a date, and the letters of ISO 8601. */
function fromDate(text: string): string | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}:\d{2}(?::\d{2})?))?(?:\.\d+)? ?(Z|UTC)?$/i.exec(
    text,
  );
  if (!iso) return undefined;
  const [, year, month, day, time, zone] = iso;
  return `${year}-${pad(month!)}-${pad(day!)}${time ? ` ${time}` : ''}${zone ? ' UTC' : ''}`;
}

/** An hour alone, or with am and pm. */
function fromClock(text: string): string | undefined {
  const match = /^(.* )?(\d{1,2})(?:[:.](\d{2}))?(?: ?([ap])\.?m\.?| ?h| ?Uhr)?$/i.exec(text);
  if (!match) return undefined;
  const [, before, hour, minute, half] = match;
  const clock = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour);
  if (clock > 23) return undefined;
  return `${before ?? ''}${pad(String(clock))}:${minute ?? '00'}`;
}

/** A range of days over the end of the week, which systemd does not take. */
function fromReversedRange(text: string): string | undefined {
  return text.replace(/^([a-z]+)(?:\.\.|-)([a-z]+)/i, (whole, from: string, to: string) => {
    const [first, last] = [from, to].map((name) =>
      WEEKDAYS.findIndex((day) => day.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase()),
    ) as [number, number];
    if (first < 0 || last < 0 || first <= last) return whole;
    return listDays(new Set([...WEEKDAYS.keys()].filter((day) => day >= first || day <= last)));
  });
}

/** A time span: what comes again after that time, where that divides the hour or the day. */
function fromSpan(text: string): string | undefined {
  const read = readTimeSpan(text);
  if (read.fault || read.time % 60_000_000n !== 0n || read.time > 86_400_000_000n) return undefined;
  return everyStep(Number(read.time / 60_000_000n), 1);
}

function pad(text: string): string {
  return text.padStart(2, '0');
}
