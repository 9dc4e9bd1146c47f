import { say } from '../../text/message.ts';
import type { Offer } from '../grammar.ts';
import { type Choice, offersAt, stretchAround } from '../offers.ts';
import { CALENDAR_NAMES, readCalendar } from './calendar.ts';
import { WEEKDAYS } from './calendar-spec.ts';
import { zoneNames } from './time-zone.ts';

/** What may stand at an offset of a calendar expression: whole expressions first, weekdays, and time zones at its end. */
export function calendarOffers(value: string, offset: number): readonly Offer[] {
  const word = stretchAround(value, offset, ' ');
  const before = value.slice(0, word.from).trim();
  const isRead = ({ from, to, insert }: Offer): boolean =>
    readCalendar(value.slice(0, from) + insert + value.slice(to)).spec !== undefined;
  if (before === '') {
    const days = weekdayChoices(value.slice(word.from, offset));
    return [...offersAt({ from: 0, to: value.length }, EXPRESSIONS), ...offersAt(word, days)].filter(isRead);
  }
  const times = /^[a-z.,-]+$/i.test(before) ? offersAt(word, TIMES).filter(isRead) : [];
  const isAtEnd = word.to === value.length && !/\d$/.test(word.text);
  return isAtEnd && readCalendar(before).spec ? [...times, ...offersAt(word, zoneChoices())] : times;
}

function zoneChoices(): Choice[] {
  const zones = ['UTC', ...zoneNames().filter((name) => name !== 'UTC')];
  return zones.map((label, i) => ({ label, detail: say`time zone`, rank: i === 0 ? 6 : 7 }));
}

const EXPRESSIONS: readonly Choice[] = [
  ...Object.entries(CALENDAR_NAMES).map(([label, normalized], rank) => ({ label, detail: say`${normalized}`, rank })),
  { label: '*:0/15', kind: 'time', detail: say`every quarter of an hour`, rank: 20 },
  { label: '*-*-* 04:00', kind: 'time', detail: say`every day at four in the morning`, rank: 20 },
  { label: 'Mon..Fri *-*-* 09:00', kind: 'time', detail: say`on working days at nine`, rank: 20 },
  { label: '*-*-01 00:00', kind: 'time', detail: say`on the first of every month`, rank: 20 },
  { label: '*-*~01 00:00', kind: 'time', detail: say`on the last day of every month`, rank: 20 },
];

const TIMES: readonly Choice[] = [
  { label: '*-*-* 09:00', kind: 'time', detail: say`at nine`, rank: 5 },
  { label: '09:00', kind: 'time', detail: say`at nine`, rank: 4 },
];

/** Days of the week, behind those that stand there with a comma or as a range. */
function weekdayChoices(typed: string): Choice[] {
  const list = /^(.*(?:,|\.\.))?[a-z]*$/i.exec(typed);
  if (!list) return [];
  return WEEKDAYS.map((name, rank) => ({
    label: `${list[1] ?? ''}${name.slice(0, 3)}`,
    detail: say`${name}`,
    rank: 10 + rank / 10,
  }));
}
