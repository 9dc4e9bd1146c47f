import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { flag, items, setting } from '../../workspace/effective-unit.ts';

/** src/core/timer.c, timer_enter_waiting: only calendar expressions are counted from the time that the stamp file keeps. */
export const rule: UnitRule = {
  code: 'persistent-without-calendar',
  effect: 'advice',
  scope: 'unit',
  types: ['timer'],
  needs: ['Persistent'],
  *check(timer) {
    const item = setting(timer, 'Timer', 'Persistent');
    if (!item || !flag(timer, 'Timer', 'Persistent', false) || items(timer, 'Timer', 'OnCalendar').length > 0) return;
    yield {
      ...itemPlace(item),
      message: say`Persistent= counts for OnCalendar= only, and this timer has none: nothing is made up for after a time without power. Use OnCalendar=, or remove the line.`,
      fixes: [editFix(say`Remove the line`, 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};
