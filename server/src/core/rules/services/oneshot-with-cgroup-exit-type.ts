import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { serviceType } from '../../workspace/services.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'oneshot-with-cgroup-exit-type',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  needs: ['ExitType'],
  *check(unit, { version }) {
    const item = setting(unit, 'Service', 'ExitType');
    if (item?.text !== 'cgroup' || serviceType(unit, version) !== 'oneshot') return;
    yield {
      ...itemPlace(item),
      message: say`ExitType=cgroup cannot be combined with Type=oneshot. systemd refuses the unit. Remove the line, or use another Type=.`,
      fixes: [editFix(say`Remove the line`, 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};
