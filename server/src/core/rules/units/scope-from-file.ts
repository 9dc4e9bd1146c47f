import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';

/** src/core/scope.c, scope_load. Drop-ins for scopes are read all the same. */
export const rule: UnitRule = {
  code: 'scope-from-file',
  effect: 'refuse',
  scope: 'unit',
  types: ['scope'],
  *check(unit) {
    if (unit.name.instance !== undefined || unit.name.full === 'init.scope') return;
    const place = unitPlace(unit, 'Scope');
    if (!place) return;
    yield {
      ...place,
      message: say`A scope cannot be defined in a unit file; programs create it at run time. systemd does not load the unit. Use a service, or a drop-in for a scope that a program creates.`,
    };
  },
};
