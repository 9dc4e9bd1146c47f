import { type Message, say, sentences } from '../../text/message.ts';
import type { Parts, Token } from '../grammar.ts';
import { type CalendarReading, readCalendar } from './calendar.ts';
import type { Stretch } from './calendar-reader.ts';

/** The shape of a calendar expression and where in it an offset is. */
export function calendarParts(value: string, offset: number): Parts {
  const active = PARTS.findIndex(({ part }) => part === partAt(value, offset));
  return {
    label: 'weekdays year-month-day hour:minute:second zone',
    parts: PARTS.map(({ label, documentation }) => ({ label, documentation })),
    active: Math.max(0, active),
  };
}

/** What a token of an expression is, for a hover. */
export function describeCalendarPart(read: CalendarReading, token: Token): Message | undefined {
  const stretch = read.spec && read.parts.find((one) => one.from === token.from);
  const part = PARTS.find((one) => one.part === stretch?.part);
  if (part) return say`**${part.label}**: ${part.documentation}`;
  return stretch?.part === 'timestamp' ? say`A moment, in seconds since 1970, UTC.` : undefined;
}

const STEPS = say`\`*\` for any, \`a,b\` for several, \`a..b\` for a range, \`/n\` behind a value for every n-th from there on.`;

const PARTS: readonly { readonly part: Stretch['part']; readonly label: string; readonly documentation: Message }[] = [
  {
    part: 'weekdays',
    label: 'weekdays',
    documentation: say`Days of the week: \`Mon\`, \`Mon,Wed\`, \`Mon..Fri\`. Any day without it.`,
  },
  { part: 'year', label: 'year', documentation: sentences(say`1970 to 2199.`, STEPS) },
  { part: 'month', label: 'month', documentation: sentences(say`1 to 12.`, STEPS) },
  {
    part: 'day',
    label: 'day',
    documentation: say`1 to 31; behind \`~\` instead of \`-\` counted from the end of the month. ${STEPS}`,
  },
  { part: 'hour', label: 'hour', documentation: sentences(say`0 to 23.`, STEPS, say`Midnight without a time.`) },
  { part: 'minute', label: 'minute', documentation: sentences(say`0 to 59.`, STEPS) },
  {
    part: 'second',
    label: 'second',
    documentation: sentences(say`0 to 59, with a fraction if wanted.`, STEPS, say`0 without it.`),
  },
  {
    part: 'zone',
    label: 'zone',
    documentation: say`\`UTC\` or a time zone such as \`Europe/Berlin\`. Local time without it.`,
  },
];

/** The part that an offset is in; where the expression cannot be read yet, by the punctuation before it. */
function partAt(value: string, offset: number): Stretch['part'] {
  const read = readCalendar(value);
  const stretch = read.spec && read.parts.findLast(({ from, to }) => from <= offset && offset <= to);
  if (stretch) return stretch.part;
  const words = value.slice(0, offset).split(' ');
  const word = words.at(-1)!;
  if (word.includes(':')) return (['hour', 'minute', 'second'] as const)[Math.min(2, word.split(':').length - 1)]!;
  if (/[-~]/.test(word) && !/^[a-z]/i.test(word)) {
    return (['year', 'month', 'day'] as const)[Math.min(2, word.split(/[-~]/).length - 1)]!;
  }
  if (/^[a-z]/i.test(word) && words.length > 1) return 'zone';
  if (words.some((one) => one.includes(':'))) return 'zone';
  if (words.slice(0, -1).some((one) => /\d[-~]|\*[-~]/.test(one))) return 'hour';
  return words.length > 1 || /^[\d*]/.test(word) ? 'year' : 'weekdays';
}
