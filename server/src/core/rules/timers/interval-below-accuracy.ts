import { addToSection, editFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { formatTimeSpan } from '../../values/time/time-span.ts';
import { type Item, itemsOfKeys, setting } from '../../workspace/effective-unit.ts';
import { timeOf } from '../services/times.ts';

/** src/core/timer.c arms its event with the accuracy, by which systemd may put the time off to wake up less often. */
export const rule: UnitRule = {
  code: 'interval-below-accuracy',
  effect: 'advice',
  scope: 'unit',
  types: ['timer'],
  needs: ['OnUnitActiveSec', 'OnUnitInactiveSec', 'OnCalendar'],
  *check(timer) {
    const given = setting(timer, 'Timer', 'AccuracySec');
    const accuracy = timeOf(given) ?? DEFAULT_ACCURACY;
    const item = itemsOfKeys(timer, 'Timer', ['OnUnitActiveSec', 'OnUnitInactiveSec', 'OnCalendar']).find((one) =>
      isBelow(one, accuracy),
    );
    if (!item) return;
    const { file } = item.entry;
    const better = item.entry.directive.key === 'OnCalendar' || (timeOf(item) ?? 0n) < MINUTE ? '1s' : '1min';
    const edit = given ? setValue(given, better) : addToSection(file, 'Timer', `AccuracySec=${better}`);
    yield {
      ...itemPlace(item),
      message: given
        ? say`This elapses less often than written: systemd may wait up to AccuracySec=${formatTimeSpan(accuracy)} longer each time. Set AccuracySec=${better}.`
        : say`This elapses less often than written: systemd may wait up to AccuracySec= longer each time, by default 1min. Set AccuracySec=${better}.`,
      fixes: [editFix(say`Set AccuracySec=${better}`, 'unsafe', given?.entry.file ?? file, edit)],
    };
  },
};

function isBelow(item: Item, accuracy: bigint): boolean {
  if (item.entry.directive.key === 'OnCalendar') return accuracy >= MINUTE && isEveryFewSeconds(item.text);
  const time = timeOf(item);
  return time !== undefined && time > 0n && time < accuracy;
}

/** Whether a calendar expression in normalized form has several seconds, or all, in a minute. */
function isEveryFewSeconds(calendar: string): boolean {
  const time = calendar.split(' ').findLast((word) => word.includes(':')) ?? '';
  const seconds = time.slice(time.lastIndexOf(':') + 1);
  return seconds === '*' || /[/,]|\.\./.test(seconds);
}

const MINUTE = 60_000_000n;

/** systemd's DefaultTimerAccuracySec=, in microseconds, unless system.conf changes it. */
const DEFAULT_ACCURACY = MINUTE;
