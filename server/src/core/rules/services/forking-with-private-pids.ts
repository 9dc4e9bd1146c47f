import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { serviceType } from '../../workspace/services.ts';
import { privatePids } from './exec-facts.ts';

/** src/core/service.c, service_verify. Systems without PrivatePIDs= do not have the entry. */
export const rule: UnitRule = {
  code: 'forking-with-private-pids',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  *check(unit, { version }) {
    const item = privatePids(unit);
    if (!item || serviceType(unit, version) !== 'forking') return;
    yield {
      ...itemPlace(item),
      message:
        'With PrivatePIDs=yes the first process is PID 1 of its own namespace, and all ends with it; a service of Type=forking lets that process end. Remove the line, or run the program in the foreground with another Type=. systemd refuses the unit.',
      fixes: [editFix('Remove PrivatePIDs=', 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};
