import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';

/** src/core/service.c, service_verify. Systems before 249 watch a bus name that is not there, and an assertion ends the manager. */
export const rule: UnitRule = {
  code: 'dbus-service-without-name',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  needs: ['Type'],
  *check(unit, { version }) {
    const type = setting(unit, 'Service', 'Type');
    if (type?.text !== 'dbus' || setting(unit, 'Service', 'BusName')) return;
    yield version < REFUSED_SINCE
      ? {
          ...itemPlace(type),
          effect: 'fail',
          message: say`Type=dbus needs BusName=, and none is set. systemd ${version} fails an assertion as it loads the unit, and aborts. Add BusName= with the name that the program acquires.`,
        }
      : {
          ...itemPlace(type),
          message: say`Type=dbus needs BusName=, and none is set. systemd refuses the unit. Add BusName= with the name that the program acquires.`,
        };
  },
};

const REFUSED_SINCE = 249;
