import { type CalendarSpec, type Chain, type Component, USEC_PER_SEC, WEEKDAYS } from './calendar-spec.ts';

/** An expression in the one form that systemd shows it in: `Mon..Fri *-*-* 09:00:00` (calendarspec.c, calendar_spec_to_string). */
export function formatCalendar(spec: CalendarSpec): string {
  const weekdays = spec.weekdays === 0 ? '' : `${formatWeekdays(spec.weekdays)} `;
  const date = `${chain(spec.year, 4)}-${chain(spec.month, 2)}${spec.endOfMonth ? '~' : '-'}${chain(spec.day, 2)}`;
  const time = `${chain(spec.hour, 2)}:${chain(spec.minute, 2)}:${chain(spec.second, 2, USEC_PER_SEC)}`;
  return `${weekdays}${date} ${time}${spec.zone === undefined ? '' : ` ${spec.zone}`}`;
}

/** Runs of three days and more become ranges. */
function formatWeekdays(bits: number): string {
  const runs: string[] = [];
  for (let day = 0; day < 7; day++) {
    if (!(bits & (1 << day))) continue;
    let last = day;
    while (last < 6 && bits & (1 << (last + 1))) last++;
    const [from, to] = [WEEKDAYS[day]!.slice(0, 3), WEEKDAYS[last]!.slice(0, 3)];
    runs.push(last === day ? from : last === day + 1 ? `${from},${to}` : `${from}..${to}`);
    day = last;
  }
  return runs.join(',');
}

function chain(components: Chain, width: number, unit = 1): string {
  if (!components || (unit > 1 && components.some(isEverySecond))) return '*';
  return components.map((component) => formatComponent(component, width, unit)).join(',');
}

function isEverySecond({ start, stop, repeat }: Component): boolean {
  return start === 0 && stop < 0 && repeat === USEC_PER_SEC;
}

function formatComponent({ start, stop, repeat }: Component, width: number, unit: number): string {
  const number = (value: number, digits: number): string =>
    String(Math.floor(value / unit)).padStart(digits, '0') +
    (value % unit > 0 ? `.${String(value % unit).padStart(6, '0')}` : '');
  const range = stop > 0 ? `..${number(stop, width)}` : '';
  const step = repeat > 0 && !(stop > 0 && repeat === unit) ? `/${number(repeat, 0)}` : '';
  return number(start, width) + range + step;
}
