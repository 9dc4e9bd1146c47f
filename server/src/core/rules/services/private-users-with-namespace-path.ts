import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import { removeFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { execSetting, execSwitch } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts. Systems without UserNamespacePath= do not have the entry. */
export const rule: UnitRule = {
  code: 'private-users-with-namespace-path',
  effect: 'refuse',
  scope: 'unit',
  types: EXEC_TYPES,
  needs: ['UserNamespacePath'],
  *check(unit) {
    const path = execSetting(unit, 'UserNamespacePath');
    const own = execSwitch(unit, 'PrivateUsers');
    if (!path || !own) return;
    const { file, range } = itemPlace(path);
    yield {
      ...itemPlace(own),
      message: say`PrivateUsers= cannot be combined with UserNamespacePath=. systemd refuses the unit. Remove one of the two.`,
      fixes: [removeFix(own, 'unsafe'), removeFix(path, 'unsafe')],
      related: [{ file: file.path, range, message: say`UserNamespacePath= is set here.` }],
    };
  },
};
