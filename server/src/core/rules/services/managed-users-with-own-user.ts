import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import { removeFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { dynamicUser, execSetting } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts. */
export const rule: UnitRule = {
  code: 'managed-users-with-own-user',
  effect: 'refuse',
  scope: 'unit',
  types: EXEC_TYPES,
  needs: ['PrivateUsers'],
  *check(unit) {
    const item = execSetting(unit, 'PrivateUsers');
    if (item?.text !== 'managed') return;
    const other =
      execSetting(unit, 'User') ?? dynamicUser(unit) ?? execSetting(unit, 'Group') ?? execSetting(unit, 'PAMName');
    if (!other) return;
    const { file, range } = itemPlace(other);
    const key = other.entry.directive.key;
    yield {
      ...itemPlace(item),
      message: say`PrivateUsers=managed cannot be combined with ${key}=. systemd refuses the unit. Remove one of the two.`,
      fixes: [removeFix(item, 'unsafe'), removeFix(other, 'unsafe')],
      related: [{ file: file.path, range, message: say`${key}= is set here.` }],
    };
  },
};
