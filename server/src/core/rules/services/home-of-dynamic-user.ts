import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { dynamicUser, execSetting } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts. */
export const rule: UnitRule = {
  code: 'home-of-dynamic-user',
  effect: 'refuse',
  scope: 'unit',
  types: ['service', 'socket', 'mount', 'swap'],
  *check(unit, { version }) {
    const item = execSetting(unit, 'WorkingDirectory');
    if (version < CHECKED_SINCE || !item || !/^-?~$/.test(item.text) || !dynamicUser(unit)) return;
    yield {
      ...itemPlace(item),
      message:
        'WorkingDirectory=~ is the home of the user, and a user made by DynamicUser=yes has none. Name a directory, for instance that of StateDirectory=: %S/name. systemd refuses the unit.',
    };
  },
};

/** The first version looked at that checks it. */
const CHECKED_SINCE = 257;
