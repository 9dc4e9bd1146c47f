import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { dynamicUser, execSetting } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts. */
export const rule: UnitRule = {
  code: 'home-of-dynamic-user',
  effect: 'refuse',
  scope: 'unit',
  types: EXEC_TYPES,
  needs: ['WorkingDirectory'],
  *check(unit, { version }) {
    const item = execSetting(unit, 'WorkingDirectory');
    if (version < CHECKED_SINCE || !item || !/^-?~$/.test(item.text) || !dynamicUser(unit)) return;
    yield {
      ...itemPlace(item),
      message: say`WorkingDirectory=~ needs a home directory, and DynamicUser=yes has none. systemd refuses the unit. Write a directory, for example that of StateDirectory=: %S/name.`,
    };
  },
};

/** The first version that checks it when loading. */
const CHECKED_SINCE = 256;
