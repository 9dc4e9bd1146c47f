import { type Message, say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';
import type { ValueContext, ValueFix, ValueProblem } from '../grammar.ts';
import { type Finding, rewrite, scalarProblem, shown } from '../scalar.ts';
import { CALENDAR_NAMES, type CalendarFault, readCalendar } from './calendar.ts';
import { everElapses } from './calendar-elapse.ts';
import { calendarMeant, looksLikeCron } from './calendar-slips.ts';
import { type CalendarPart, type CalendarSpec, WEEKDAYS } from './calendar-spec.ts';
import { weekdayOf } from './local-time.ts';
import { readTimeSpan } from './time-span.ts';
import { zoneNames } from './time-zone.ts';

/** Words the problem of a calendar expression that systemd cannot read. */
export function calendarProblem(value: string, at: ValueContext, fault: CalendarFault): ValueProblem {
  const wanted = {
    code: 'bad-calendar',
    write: say`a calendar expression such as Mon..Fri *-*-* 09:00, or a name such as daily`,
    accepts: (text: string) => readCalendar(text).spec !== undefined,
  } as const;
  return scalarProblem(value, at, wanted, findingOf(value, fault));
}

/** What there is to say of an expression that can be read: that it never comes about, or only on some machines. */
export function calendarRemarks(
  value: string,
  spec: CalendarSpec,
  doubtfulZone: string | undefined,
  at: ValueContext,
): ValueProblem[] {
  const remarks: ValueProblem[] = [];
  const whole = { from: 0, to: value.length };
  if (doubtfulZone !== undefined) {
    const wording = {
      message: say`systemd knows ${doubtfulZone} only where that is the machine’s own time.`,
      consequence: say`Elsewhere it ignores the line.`,
      remedy: say`Write UTC, or a zone such as Europe/Berlin.`,
    };
    const from = value.length - doubtfulZone.length;
    remarks.push({ code: 'bad-calendar', effect: 'advice', from, to: value.length, ...wording });
  }
  const conflict = weekdayConflict(spec);
  if (conflict) {
    const effect = at.version >= REPORTS_CONFLICTS ? 'note' : 'advice';
    const wording = {
      message: say`${conflict.date} is a ${conflict.weekday}, so this never elapses.`,
      remedy: say`Remove the weekday or correct the date.`,
    };
    remarks.push({ code: 'bad-calendar', effect, ...whole, ...wording });
  } else if (!everElapses(spec)) {
    const wording = { message: say`This never elapses: no such day exists.`, remedy: say`Correct the date.` };
    remarks.push({ code: 'bad-calendar', effect: 'advice', ...whole, ...wording });
  }
  return remarks;
}

/** Since this version systemd says so where a weekday does not go with a date. */
const REPORTS_CONFLICTS = 258;

/** The real weekday of a single date that is given another one (calendarspec.c, calendar_spec_weekday_conflicts). */
function weekdayConflict(spec: CalendarSpec): { date: string; weekday: string } | undefined {
  const [year, month, day] = [spec.year, spec.month, spec.day].map((chain) => {
    const only = chain?.length === 1 ? chain[0]! : undefined;
    return only && only.repeat === 0 && only.stop < 0 ? only.start : undefined;
  });
  if (spec.weekdays === 0 || spec.endOfMonth || !year || !month || !day) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCDate() !== day) return undefined;
  const weekday = weekdayOf({ year, month, day, hour: 0, minute: 0, second: 0 });
  if (spec.weekdays & (1 << weekday)) return undefined;
  return { date: date.toISOString().slice(0, 10), weekday: WEEKDAYS[weekday]! };
}

function findingOf(value: string, fault: CalendarFault): Finding {
  const { from, to } = fault;
  if (fault.outOfRange) {
    const what = say`"${value.slice(from, to)}" is out of range for the ${fault.outOfRange}.`;
    return { code: 'value-out-of-range', what, write: RANGES[fault.outOfRange], from, to };
  }
  const meant = calendarMeant(value);
  const fixes = meant === undefined ? [] : [rewrite(value, meant, 'unsafe')];
  if (looksLikeCron(value)) return { what: say`This is the form of a crontab line.`, fixes };
  const span = value.replace(/^(?:every|each)\s+/i, '');
  if (!readTimeSpan(span).fault && /[a-z]/i.test(span)) {
    return {
      what: say`"${shown(value)}" is a time span, but OnCalendar= needs a calendar expression.`,
      remedy: say`Write OnUnitActiveSec=${span} for an interval, with OnBootSec= for the first time.`,
      fixes: [...fixes, intervalOf(value, span)],
    };
  }
  if (fixes.length > 0) return { what: say`"${shown(value)}" is not a calendar expression.`, fixes };
  return (
    zoneFinding(value) ??
    nameFinding(value) ?? { what: say`systemd cannot read "${shown(value.slice(from, to) || value)}" here.`, from, to }
  );
}

/** The same as an interval between two runs, with a line for the first one, which an interval alone does not bring about. */
function intervalOf(value: string, span: string): ValueFix {
  const newText = `${span}\nOnBootSec=15min`;
  const title = say`Use OnUnitActiveSec=${span}, with OnBootSec=15min`;
  return { title, safety: 'unsafe', from: 0, to: value.length, newText, newKey: 'OnUnitActiveSec' };
}

const RANGES: Readonly<Record<CalendarPart, Message>> = {
  year: say`years from 1970 to 2199, with steps that fit in`,
  month: say`months from 1 to 12, with steps that fit in`,
  day: say`days from 1 to 31 (behind "~" from 1 to 28), with steps that fit in`,
  hour: say`hours from 0 to 23, with steps that fit in`,
  minute: say`minutes from 0 to 59, with steps that fit in`,
  second: say`seconds below 60, with steps that fit in`,
};

/** The last word looks like a time zone, but there is none of that name. */
function zoneFinding(value: string): Finding | undefined {
  const space = value.lastIndexOf(' ');
  const word = value.slice(space + 1);
  if (space < 0 || !/^[A-Za-z]+(?:\/[A-Za-z_+-]+)+$|^[A-Za-z]{3,}$/.test(word)) return undefined;
  if (!readCalendar(value.slice(0, space)).spec) return undefined;
  const zone = zoneNames().find((name) => name.toLowerCase() === word.toLowerCase()) ?? nearest(word, zoneNames());
  const fix: ValueFix[] = zone
    ? [
        {
          title: say`Replace with ${zone}`,
          safety: zone.toLowerCase() === word.toLowerCase() ? 'safe' : 'unsafe',
          from: space + 1,
          to: value.length,
          newText: zone,
        },
      ]
    : [];
  const write = say`UTC, or a zone such as Europe/Berlin`;
  return { what: say`systemd knows no time zone "${word}".`, write, from: space + 1, to: value.length, fixes: fix };
}

function nameFinding(value: string): Finding | undefined {
  if (!/^[a-z-]+$/i.test(value)) return undefined;
  const name = nearest(value, Object.keys(CALENDAR_NAMES));
  if (name === undefined) return undefined;
  return {
    what: say`"${value}" is not a calendar expression.`,
    remedy: say`Did you mean ${name}?`,
    fixes: [rewrite(value, name, 'unsafe')],
  };
}
