import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { INFINITY } from '../../values/time/time-span.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { timeOf } from './times.ts';

/** src/core/service.c, service_verify. Systems without RestartRandomizedDelaySec= do not have the entry. */
export const rule: UnitRule = {
  code: 'infinite-random-delay',
  effect: 'ignore',
  scope: 'unit',
  types: ['service'],
  needs: ['RestartRandomizedDelaySec'],
  *check(unit) {
    const item = setting(unit, 'Service', 'RestartRandomizedDelaySec');
    if (!item || timeOf(item) !== INFINITY) return;
    yield {
      ...itemPlace(item),
      message: say`The randomized delay must not be infinite. systemd ignores the line. Write a time span such as 10s, or remove the line.`,
      fixes: [editFix(say`Remove the line`, 'safe', item.entry.file, dropLine(item))],
    };
  },
};
