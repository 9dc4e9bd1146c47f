import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { INFINITY } from '../../values/time/time-span.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { timeOf } from './times.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'extra-runtime-without-limit',
  effect: 'ignore',
  scope: 'unit',
  types: ['service'],
  *check(unit) {
    const extra = setting(unit, 'Service', 'RuntimeRandomizedExtraSec');
    if (!extra || timeOf(extra) === 0n) return;
    const limit = timeOf(setting(unit, 'Service', 'RuntimeMaxSec')) ?? INFINITY;
    if (limit !== INFINITY) return;
    yield {
      ...itemPlace(extra),
      message:
        'RuntimeRandomizedExtraSec= adds to RuntimeMaxSec=, and that sets no limit here. Add RuntimeMaxSec=, or remove the line. systemd ignores the line.',
      fixes: [editFix('Remove the line', 'safe', extra.entry.file, dropLine(extra))],
    };
  },
};
