import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { serviceType } from '../../workspace/services.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'oneshot-with-cgroup-exit-type',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  *check(unit, { version }) {
    const item = setting(unit, 'Service', 'ExitType');
    if (item?.text !== 'cgroup' || serviceType(unit, version) !== 'oneshot') return;
    yield {
      ...itemPlace(item),
      message:
        'ExitType=cgroup does not go with Type=oneshot, which ends with its last command. Remove the line, or use another Type=. systemd refuses the unit.',
      fixes: [editFix('Remove the line', 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};
