import { layout, type Message, say } from '../../text/message.ts';
import type { World } from '../grammar.ts';
import { nextElapses } from './calendar-elapse.ts';
import type { CalendarSpec } from './calendar-spec.ts';
import { WEEKDAYS } from './calendar-spec.ts';
import { localTimeOf, weekdayOf } from './local-time.ts';
import { formatTimeSpan } from './time-span.ts';

/** The next moments at which an expression elapses, in Markdown; undefined where the time is not known or its zone is not. */
export function describeNextElapses(expression: string, spec: CalendarSpec, world: World): Message | undefined {
  const now = world.now?.();
  const zone = spec.zone ?? world.timeZone?.() ?? 'UTC';
  const local = localTimeOf(zone);
  if (now === undefined || !local) return undefined;
  const moments = nextElapses(expression, now, COUNT, zone);
  if (moments.length === 0) return say`It never elapses again.`;
  const lines = moments.map((moment) => {
    const fields = local.fields(moment * 1000);
    const { year, month, day, hour, minute, second } = fields;
    const date = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
    const time = [hour, minute, Math.floor(second / 1_000_000)].map((part) => String(part).padStart(2, '0')).join(':');
    return say`- ${WEEKDAYS[weekdayOf(fields)]!.slice(0, 3)} ${date} ${time}, in ${roughly(moment - now)}`;
  });
  const title = zone === 'UTC' ? say`Next, in UTC:` : say`Next, in time zone ${zone}:`;
  return layout('\n\n', [title, layout('\n', lines)]);
}

const COUNT = 5;

/** A span with its two largest units only: nobody wants the microseconds until next spring. */
function roughly(milliseconds: number): string {
  const seconds = BigInt(Math.ceil(milliseconds / 1000));
  return formatTimeSpan(seconds * 1_000_000n)
    .split(' ')
    .slice(0, 2)
    .join(' ');
}
