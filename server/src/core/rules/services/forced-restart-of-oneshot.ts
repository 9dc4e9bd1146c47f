import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { items } from '../../workspace/effective-unit.ts';
import { serviceType } from '../../workspace/services.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'forced-restart-of-oneshot',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  *check(unit, { version }) {
    if (version >= ALLOWED_SINCE) return;
    const item = items(unit, 'Service', 'RestartForceExitStatus').at(-1);
    if (!item || serviceType(unit, version) !== 'oneshot') return;
    yield {
      ...itemPlace(item),
      message: `systemd ${version} does not take RestartForceExitStatus= in a service of Type=oneshot. Remove the line, or use Restart=on-failure. systemd refuses the unit.`,
      fixes: [editFix('Remove the line', 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};

/** 257 is the first version looked at that no longer refuses it; 254 still does. */
const ALLOWED_SINCE = 257;
