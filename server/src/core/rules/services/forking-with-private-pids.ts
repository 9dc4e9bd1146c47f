import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { serviceType } from '../../workspace/services.ts';
import { privatePids } from './exec-facts.ts';

/** src/core/service.c, service_verify. Systems without PrivatePIDs= do not have the entry. */
export const rule: UnitRule = {
  code: 'forking-with-private-pids',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  needs: ['PrivatePIDs'],
  *check(unit, { version }) {
    const item = privatePids(unit);
    if (!item || serviceType(unit, version) !== 'forking') return;
    yield {
      ...itemPlace(item),
      message: say`PrivatePIDs=yes does not work with Type=forking: the namespace ends with its first process. systemd refuses the unit. Remove the line, or run the program in the foreground with another Type=.`,
      fixes: [editFix(say`Remove PrivatePIDs=`, 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};
