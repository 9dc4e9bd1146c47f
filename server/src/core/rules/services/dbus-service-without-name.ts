import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { setting } from '../../workspace/effective-unit.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'dbus-service-without-name',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  *check(unit) {
    const type = setting(unit, 'Service', 'Type');
    if (type?.text !== 'dbus' || setting(unit, 'Service', 'BusName')) return;
    yield {
      ...itemPlace(type),
      message:
        'A service of Type=dbus is started when its name appears on the bus, and no BusName= in force says which. Add BusName= with the name that the program takes. systemd refuses the unit.',
    };
  },
};
