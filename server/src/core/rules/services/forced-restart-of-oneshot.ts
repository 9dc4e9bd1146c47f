import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { items } from '../../workspace/effective-unit.ts';
import { serviceType } from '../../workspace/services.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'forced-restart-of-oneshot',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  needs: ['RestartForceExitStatus'],
  *check(unit, { version }) {
    if (version >= ALLOWED_SINCE) return;
    const item = items(unit, 'Service', 'RestartForceExitStatus').at(-1);
    if (!item || serviceType(unit, version) !== 'oneshot') return;
    yield {
      ...itemPlace(item),
      message: say`RestartForceExitStatus= does not work with Type=oneshot. systemd ${version} refuses the unit. Remove the line, or use Restart=on-failure.`,
      fixes: [editFix(say`Remove the line`, 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};

/** The first version that no longer refuses it. */
const ALLOWED_SINCE = 256;
