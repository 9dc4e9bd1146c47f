import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { INFINITY } from '../../values/time/time-span.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { timeOf } from './times.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'extra-runtime-without-limit',
  effect: 'ignore',
  scope: 'unit',
  types: ['service'],
  needs: ['RuntimeRandomizedExtraSec'],
  *check(unit) {
    const extra = setting(unit, 'Service', 'RuntimeRandomizedExtraSec');
    if (!extra || timeOf(extra) === 0n) return;
    const limit = timeOf(setting(unit, 'Service', 'RuntimeMaxSec')) ?? INFINITY;
    if (limit !== INFINITY) return;
    yield {
      ...itemPlace(extra),
      message: say`RuntimeRandomizedExtraSec= needs RuntimeMaxSec=, which sets no limit. systemd ignores the line. Add RuntimeMaxSec=, or remove the line.`,
      fixes: [editFix(say`Remove the line`, 'safe', extra.entry.file, dropLine(extra))],
    };
  },
};
