import { removeFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { INFINITY } from '../../values/time/time-span.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { timeOf } from './times.ts';

/** src/core/service.c, service_verify. Systems without these directives do not have the entries. */
export const rule: UnitRule = {
  code: 'incomplete-restart-steps',
  effect: 'ignore',
  scope: 'unit',
  types: ['service'],
  needs: ['RestartSteps', 'RestartMaxDelaySec'],
  *check(unit) {
    const stepsItem = setting(unit, 'Service', 'RestartSteps');
    const maximumItem = setting(unit, 'Service', 'RestartMaxDelaySec');
    const steps = stepsItem && Number(stepsItem.text) !== 0 ? stepsItem : undefined;
    const maximum = maximumItem && timeOf(maximumItem) !== INFINITY ? maximumItem : undefined;
    const only = steps ?? maximum;
    if (!only || (steps && maximum)) return;
    yield {
      ...itemPlace(only),
      message: steps
        ? say`RestartSteps= needs RestartMaxDelaySec=, the delay to end with. systemd ignores the line. Add it, or remove this line.`
        : say`RestartMaxDelaySec= needs RestartSteps=, the number of steps to reach it. systemd ignores the line. Add it, or remove this line.`,
      fixes: [removeFix(only, 'safe')],
    };
  },
};
