import { itemPlace, unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { simplifyPath } from '../../values/paths/paths.ts';
import { setting } from '../../workspace/effective-unit.ts';

/** src/core/automount.c, automount_verify. */
export const rule: UnitRule = {
  code: 'automount-of-root',
  effect: 'refuse',
  scope: 'unit',
  types: ['automount'],
  *check(unit, { version }) {
    const item = setting(unit, 'Automount', 'Where');
    const root = item ? simplifyPath(item.text, version) === '/' : unit.name.prefix === '-';
    if (!root) return;
    yield {
      ...(item ? itemPlace(item) : unitPlace(unit, 'Automount')!),
      message: say`The root directory cannot be automounted: it is always mounted. systemd refuses the unit. Choose another directory.`,
    };
  },
};
