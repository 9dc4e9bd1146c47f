import { addToSection, editFix } from '../../findings/edits.ts';
import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
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
      message:
        'This timer never elapses: none of OnCalendar=, OnBootSec= and their like is in force; lines that were ignored do not count, and an empty one clears them all. Add one. systemd refuses the unit.',
      fixes: [
        editFix('Add OnCalendar=daily', 'unsafe', place.file, addToSection(place.file, 'Timer', 'OnCalendar=daily')),
      ],
    };
  },
};

const TIMES = ['OnActiveSec', 'OnBootSec', 'OnStartupSec', 'OnUnitActiveSec', 'OnUnitInactiveSec', 'OnCalendar'];
