import { addToSection, editFix } from '../../findings/edits.ts';
import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { flag, itemsOfKeys } from '../../workspace/effective-unit.ts';

/** src/core/timer.c, timer_verify. */
export const rule: UnitRule = {
  code: 'timer-without-trigger',
  effect: 'refuse',
  scope: 'unit',
  types: ['timer'],
  *check(unit) {
    if (itemsOfKeys(unit, 'Timer', TIMES).length > 0) return;
    if (flag(unit, 'Timer', 'OnClockChange', false) || flag(unit, 'Timer', 'OnTimezoneChange', false)) return;
    const place = unitPlace(unit, 'Timer');
    if (!place) return;
    yield {
      ...place,
      message: say`This timer never elapses: no OnCalendar=, OnBootSec= or other On setting. systemd refuses the unit. Add one; ignored lines do not count, and an empty one clears all before it.`,
      fixes: [
        editFix(say`Add OnCalendar=daily`, 'unsafe', place.file, addToSection(place.file, 'Timer', 'OnCalendar=daily')),
      ],
    };
  },
};

const TIMES = ['OnActiveSec', 'OnBootSec', 'OnStartupSec', 'OnUnitActiveSec', 'OnUnitInactiveSec', 'OnCalendar'];
