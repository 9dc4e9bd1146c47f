import { ownSection } from '../../catalogue/unit-type.ts';
import { unitPlace, valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { triggeredBy } from '../../workspace/triggers.ts';

/** src/core/unit.c, unit_test_trigger_loaded, as timer_start and path_start use it. */
export const rule: WorkspaceRule = {
  code: 'triggered-unit-missing',
  effect: 'fail',
  scope: 'workspace',
  types: ['timer', 'path'],
  *check(unit, _snapshot, others) {
    const near = unit.fragment?.path;
    const section = ownSection(unit.type);
    const { name: wanted, named } = triggeredBy(unit);
    // Units of other types often come from elsewhere: targets from the distribution, mounts from /etc/fstab.
    if (!near || !wanted.endsWith('.service') || !others.isMissing(wanted, near)) return;
    const place = named ? valuePlace(named) : unitPlace(unit, section);
    if (!place) return;
    yield {
      ...place,
      message: say`No unit ${wanted}, which this ${unit.type} unit starts. systemd loads the ${unit.type} unit, but refuses to start it. Create it, or name another unit with Unit=.`,
    };
  },
};
