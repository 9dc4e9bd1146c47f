import { editFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { serviceType } from '../../workspace/services.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'restart-of-oneshot',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  needs: ['Restart'],
  *check(unit, { version }) {
    const item = setting(unit, 'Service', 'Restart');
    if (!item || !AFTER_SUCCESS.has(item.text) || serviceType(unit, version) !== 'oneshot') return;
    yield {
      ...itemPlace(item),
      message: say`Restart=${item.text} cannot be combined with Type=oneshot, which ends by itself. systemd refuses the unit. Use Restart=on-failure, or a timer to repeat the service.`,
      fixes: [editFix(say`Replace with on-failure`, 'unsafe', item.entry.file, setValue(item, 'on-failure'))],
    };
  },
};

const AFTER_SUCCESS: ReadonlySet<string> = new Set(['always', 'on-success']);
