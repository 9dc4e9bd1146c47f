import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { privatePids } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts. Systems without PrivatePIDs= do not have the entry. */
export const rule: UnitRule = {
  code: 'private-pids-outside-service',
  effect: 'refuse',
  scope: 'unit',
  types: ['socket', 'mount', 'swap'],
  needs: ['PrivatePIDs'],
  *check(unit) {
    const item = privatePids(unit);
    if (!item) return;
    yield {
      ...itemPlace(item),
      message: say`PrivatePIDs= works in services only, not in a ${unit.type} unit. systemd refuses the unit. Remove the line.`,
      fixes: [editFix(say`Remove PrivatePIDs=`, 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};
