import { inlineCode } from '../../text/markdown.ts';
import { layout, type Message, say } from '../../text/message.ts';
import type { Grammar, Hint, Offer, Parsed, Parts, Token, ValueContext, ValueProblem, World } from '../grammar.ts';
import { type Choice, offersAt } from '../offers.ts';
import { added, dropped, reset } from '../parsed.ts';
import { type Finding, scalarProblem, shown, wholeToken } from '../scalar.ts';
import { describeSpecifier, specifierOffers } from '../specifiers/specifier-help.ts';
import { expandWord, plainWord } from '../specifiers/specifier-problem.ts';
import { type CalendarReading, readCalendar } from './calendar.ts';
import { calendarOffers } from './calendar-complete.ts';
import { formatCalendar } from './calendar-format.ts';
import { describeNextElapses } from './calendar-next.ts';
import { calendarParts, describeCalendarPart } from './calendar-parts.ts';
import { calendarProblem, calendarRemarks } from './calendar-problem.ts';
import { INFINITY, readTimeSpan, type TimeReading } from './time-span.ts';
import { describeTimePart, timeChoices, timeFinding, timeHints } from './time-text.ts';

/**
 * When a timer elapses: a calendar expression for OnCalendar=, kept in its normalized form, otherwise a time span after some event,
 * kept in microseconds. Each line adds one; an empty one removes them all, of every kind.
 */
export const timerGrammar: Grammar = {
  parsers: ['config_parse_timer'],
  summary: say`when the timer elapses: a time span, or a calendar expression for OnCalendar=`,

  parse(value: string, at: ValueContext): Parsed {
    if (value === '') return reset();
    const expanded = expandWord(plainWord(value), at);
    if (expanded.failed) return dropped(expanded.problems[0], expanded.tokens);
    const text = expanded.text;
    const isPlain = expanded.tokens.length === 0;
    const read = isCalendar(at) ? readOnCalendar(text, at) : readSpan(text, at);
    const tokens = isPlain ? read.tokens : expanded.tokens;
    if (read.fault) {
      // What the instance will be is not known, so that any fault may be that of the sample.
      if (expanded.needsInstance) return added([text], tokens);
      return dropped(isPlain ? read.fault : onWhole(read.fault, value), tokens);
    }
    const remarks = isPlain ? read.remarks : read.remarks.map((remark) => onWhole(remark, value));
    return added([read.item], tokens, [...expanded.problems, ...remarks]);
  },

  complete(value: string, offset: number, at: ValueContext): readonly Offer[] {
    const specifiers = specifierOffers(value, offset, at);
    if (specifiers.length > 0) return specifiers;
    if (isCalendar(at)) return calendarOffers(value, offset);
    const typed = value.slice(0, offset);
    return offersAt({ from: 0, to: value.length }, timeChoices(typed, USUAL)).filter(
      ({ insert }) => !readTimeSpan(insert).fault,
    );
  },

  hints: (value: string, at: ValueContext): readonly Hint[] => (isCalendar(at) ? [] : timeHints(value)),

  describe(token: Token, value: string, at: ValueContext, world: World): Message | undefined {
    if (token.kind === 'specifier') return describeSpecifier(token, value, at, world);
    if (!isCalendar(at)) return describeTimePart(token, value);
    const read = readCalendar(value);
    if (!read.spec) return undefined;
    const part = describeCalendarPart(read, token);
    const normalized = formatCalendar(read.spec);
    const whole = normalized === value ? undefined : say`Normalized: ${inlineCode(normalized)}`;
    const next = describeNextElapses(value, read.spec, world);
    return part || whole || next ? layout('\n\n', [part, whole, next]) : say`${inlineCode(normalized)}`;
  },

  parts(value: string, offset: number, at: ValueContext): Parts | undefined {
    return isCalendar(at) ? calendarParts(value, offset) : undefined;
  },
};

const USUAL: readonly Choice[] = ['1min', '5min', '15min', '1h', '1d'].map((label, rank) => ({
  label,
  kind: 'time',
  rank,
}));

function isCalendar(at: ValueContext): boolean {
  return at.ltype === 'TIMER_CALENDAR';
}

type Reading =
  | { readonly fault: ValueProblem; readonly tokens: readonly Token[] }
  | {
      readonly fault?: undefined;
      readonly item: string;
      readonly tokens: readonly Token[];
      readonly remarks: readonly ValueProblem[];
    };

function readOnCalendar(text: string, at: ValueContext): Reading {
  const read = readCalendar(text);
  if (!read.spec) return { fault: calendarProblem(text, at, read.fault), tokens: wholeToken(text, 'time') };
  return {
    item: formatCalendar(read.spec),
    tokens: calendarTokens(read),
    remarks: calendarRemarks(text, read.spec, read.doubtfulZone, at),
  };
}

function calendarTokens(read: CalendarReading): Token[] {
  if (!read.spec) return [];
  return read.parts.map(({ part, from, to }) => ({ kind: NAMED_PARTS.includes(part) ? 'keyword' : 'time', from, to }));
}

const NAMED_PARTS: readonly string[] = ['name', 'weekdays', 'zone'];

function readSpan(text: string, at: ValueContext): Reading {
  const read: TimeReading = readTimeSpan(text, at.version);
  if (!read.fault) {
    const item = read.time === INFINITY ? 'infinity' : String(read.time);
    return { item, tokens: read.terms.map(({ from, to }) => ({ kind: 'time', from, to })), remarks: [] };
  }
  const wanted = {
    code: 'bad-time-span',
    write: say`a time span such as 15min or 1h 30min`,
    accepts: (one: string) => !readTimeSpan(one, at.version).fault,
  } as const;
  const finding = readCalendar(text).spec ? calendarForSpan(text, at, read) : timeFinding(text, read);
  return { fault: scalarProblem(text, at, wanted, finding), tokens: wholeToken(text, 'time') };
}

/** A calendar expression where a time span belongs. A clock time may have been meant as either. */
function calendarForSpan(text: string, at: ValueContext, read: TimeReading): Finding {
  return {
    what: say`"${shown(text)}" is a calendar expression, but ${at.key}= needs a time span.`,
    remedy: say`Write OnCalendar=${text}, or a time span such as 15min.`,
    fixes: [
      { title: say`Use OnCalendar=`, safety: 'unsafe', from: 0, to: 0, newText: '', newKey: 'OnCalendar' },
      ...(timeFinding(text, read).fixes ?? []),
    ],
  };
}

/** Offsets in expanded text mean nothing in the value, and neither would a fix that is written for it. */
function onWhole(fault: ValueProblem, value: string): ValueProblem {
  const { fixes: _fixes, ...rest } = fault;
  return { ...rest, from: 0, to: value.length };
}
