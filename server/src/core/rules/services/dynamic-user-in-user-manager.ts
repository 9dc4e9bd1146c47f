import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { dynamicUser } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts. */
export const rule: UnitRule = {
  code: 'dynamic-user-in-user-manager',
  effect: 'refuse',
  scope: 'unit',
  types: EXEC_TYPES,
  needs: ['DynamicUser'],
  *check(unit, { version }) {
    const item = dynamicUser(unit);
    if (!item || unit.manager !== 'user' || version < CHECKED_SINCE) return;
    yield {
      ...itemPlace(item),
      message: say`DynamicUser=yes does not work in a user manager. systemd refuses the unit. Remove the line: the unit runs as the manager’s user.`,
      fixes: [editFix(say`Remove DynamicUser=`, 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};

/** The first version that checks it when loading. */
const CHECKED_SINCE = 256;
