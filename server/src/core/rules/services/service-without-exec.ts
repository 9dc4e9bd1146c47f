import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { type Message, say } from '../../text/message.ts';
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
    if (message) yield { ...place, message: message };

    function reason(): Message | undefined {
      const success = setting(unit, 'Unit', 'SuccessAction');
      const acts = success !== undefined && success.text !== 'none';
      if (commands(unit, 'ExecStop').length === 0 && !acts) {
        return say`No ExecStart= is in effect, so this service does nothing. systemd refuses the unit. Add ExecStart= with the program to run.`;
      }
      const type = serviceType(unit, version);
      if (type !== 'oneshot') {
        return say`No ExecStart=, which Type=${type} needs. systemd refuses the unit. Add ExecStart=, or set Type=oneshot.`;
      }
      if (!flag(unit, 'Service', 'RemainAfterExit', false) && !acts) {
        return say`No ExecStart=, and RemainAfterExit=yes is not set. systemd refuses the unit. Add ExecStart=, or RemainAfterExit=yes to run ExecStop= when the service is stopped.`;
      }
      return undefined;
    }
  },
};
