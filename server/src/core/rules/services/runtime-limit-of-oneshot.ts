import { editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { INFINITY } from '../../values/time/time-span.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { serviceType } from '../../workspace/services.ts';
import { timeOf } from './times.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'runtime-limit-of-oneshot',
  effect: 'ignore',
  scope: 'unit',
  types: ['service'],
  needs: ['RuntimeMaxSec'],
  *check(unit, { version }) {
    const item = setting(unit, 'Service', 'RuntimeMaxSec');
    if (!item || timeOf(item) === INFINITY || serviceType(unit, version) !== 'oneshot') return;
    yield {
      ...itemPlace(item),
      message: say`RuntimeMaxSec= has no effect with Type=oneshot. systemd ignores the line. Use TimeoutStartSec=: a oneshot service counts as starting while it runs.`,
      fixes: [
        editFix(say`Change to TimeoutStartSec=`, 'unsafe', item.entry.file, {
          range: item.entry.node.keyRange,
          newText: 'TimeoutStartSec',
        }),
      ],
    };
  },
};
