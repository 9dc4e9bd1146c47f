import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { flag, setting } from '../../workspace/effective-unit.ts';
import { commands, serviceType } from '../../workspace/services.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'service-without-exec',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  *check(unit, { version }) {
    if (commands(unit, 'ExecStart').length > 0) return;
    const place = unitPlace(unit, 'Service');
    if (!place) return;
    const message = reason();
    if (message) yield { ...place, message: `${message} systemd refuses the unit.` };

    function reason(): string | undefined {
      const success = setting(unit, 'Unit', 'SuccessAction');
      const acts = success !== undefined && success.text !== 'none';
      if (commands(unit, 'ExecStop').length === 0 && !acts) {
        return 'This service does nothing: it has no ExecStart= that is in force. Add ExecStart= with the program to run.';
      }
      const type = serviceType(unit, version);
      if (type !== 'oneshot') {
        return `This service has no ExecStart=, which only Type=oneshot may lack, and it has Type=${type}. Add ExecStart=, or set Type=oneshot.`;
      }
      if (!flag(unit, 'Service', 'RemainAfterExit', false) && !acts) {
        return 'This service has no ExecStart= and would be over before it began. Add ExecStart=, or RemainAfterExit=yes to run ExecStop= when it is stopped.';
      }
      return undefined;
    }
  },
};
