import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';

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
      message:
        'Scopes hold processes that other programs start, and are made while the system runs, never from a file. Use a service, or a drop-in for a scope that a program makes. systemd does not load the unit.',
    };
  },
};
