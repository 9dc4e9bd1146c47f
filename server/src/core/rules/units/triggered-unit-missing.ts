import { ownSection } from '../../catalogue/unit-type.ts';
import { unitPlace, valuePlace } from '../../findings/places.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { isOfDistribution } from '../../workspace/neighbours.ts';
import { triggeredBy } from '../../workspace/triggers.ts';

/** src/core/unit.c, unit_test_trigger_loaded, as timer_start and path_start use it. */
export const rule: WorkspaceRule = {
  code: 'triggered-unit-missing',
  effect: 'fail',
  scope: 'workspace',
  types: ['timer', 'path', 'automount'],
  *check(unit, _snapshot, others) {
    const near = unit.fragment?.path;
    const section = ownSection(unit.type);
    const { name: wanted, named } = triggeredBy(unit);
    if (!near || !others.isMissing(wanted, near)) return;
    const place = named ? valuePlace(named) : unitPlace(unit, section);
    if (!place) return;
    if (unit.type === 'automount') {
      // What packages have is complete.
      if (isOfDistribution(near) || !setting(unit, section, 'Where')) return;
      yield {
        ...place,
        effect: 'advice',
        message: say`No unit ${wanted} here, which this automount unit mounts. systemd refuses to start the automount unit unless /etc/fstab has the mount. Create ${wanted}, or write x-systemd.automount in /etc/fstab instead.`,
      };
      return;
    }
    // Units of other types often come from elsewhere: targets from the distribution, mounts from /etc/fstab.
    if (!wanted.endsWith('.service')) return;
    yield {
      ...place,
      message: say`No unit ${wanted}, which this ${unit.type} unit starts. systemd loads the ${unit.type} unit, but refuses to start it. Create it, or name another unit with Unit=.`,
    };
  },
};
