import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { INFINITY } from '../../values/time/time-span.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { timeOf } from './times.ts';

/** src/core/service.c, service_verify. Systems without RestartRandomizedDelaySec= do not have the entry. */
export const rule: UnitRule = {
  code: 'infinite-random-delay',
  effect: 'ignore',
  scope: 'unit',
  types: ['service'],
  *check(unit) {
    const item = setting(unit, 'Service', 'RestartRandomizedDelaySec');
    if (!item || timeOf(item) !== INFINITY) return;
    yield {
      ...itemPlace(item),
      message:
        'A random part of an infinite delay cannot be waited for. Write a time such as 10s, or remove the line. systemd ignores the line.',
      fixes: [editFix('Remove the line', 'safe', item.entry.file, dropLine(item))],
    };
  },
};
