import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { privatePids } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts. Systems without PrivatePIDs= do not have the entry. */
export const rule: UnitRule = {
  code: 'private-pids-outside-service',
  effect: 'refuse',
  scope: 'unit',
  types: ['socket', 'mount', 'swap'],
  *check(unit) {
    const item = privatePids(unit);
    if (!item) return;
    yield {
      ...itemPlace(item),
      message: `PrivatePIDs= works in services only, and this is a ${unit.type} unit. Remove the line. systemd refuses the unit.`,
      fixes: [editFix('Remove PrivatePIDs=', 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};
