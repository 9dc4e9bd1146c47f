import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';

/** src/core/mount.c, mount_verify. */
export const rule: UnitRule = {
  code: 'mount-without-what',
  effect: 'refuse',
  scope: 'unit',
  types: ['mount'],
  *check(unit) {
    if (setting(unit, 'Mount', 'What') || unit.name.full === '-.mount') return;
    const place = unitPlace(unit, 'Mount');
    if (!place) return;
    yield {
      ...place,
      message: say`No What=: the mount unit does not say what to mount. systemd refuses the unit. Add What= with a device, a path, or a name such as tmpfs.`,
    };
  },
};
