import { INFINITY } from '../values/time-span.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import { dropLine, editFix } from './edits.ts';
import { itemPlace } from './places.ts';
import type { UnitRule } from './rule.ts';
import { timeOf } from './times.ts';

/** src/core/unit.c, unit_load; src/core/load-fragment.c, config_parse_job_timeout_sec. */
export const rule: UnitRule = {
  code: 'running-timeout-above-timeout',
  effect: 'ignore',
  scope: 'unit',
  *check(unit) {
    const running = timeout(unit, 'JobRunningTimeoutSec');
    const whole = timeout(unit, 'JobTimeoutSec');
    if (!running || running.time === INFINITY || running.time <= (whole?.time ?? INFINITY)) return;
    const { file, range } = itemPlace(whole!.item);
    yield {
      ...itemPlace(running.item),
      message:
        'JobRunningTimeoutSec= counts from when a job runs, JobTimeoutSec= from when it is queued and is shorter, so this one never elapses first. Make it shorter, or remove the line. systemd ignores it.',
      related: [{ file: file.path, range, message: 'The shorter timeout is set here.' }],
      fixes: [editFix('Remove the line', 'safe', running.item.entry.file, dropLine(running.item))],
    };
  },
};

/** The last value of a timeout; 0 stands for infinity. */
function timeout(unit: EffectiveUnit, key: string) {
  const entry = unit.entries.findLast((one) => one.directive.section === 'Unit' && one.directive.key === key);
  if (!entry) return undefined;
  const item = { text: entry.node.value, entry };
  const time = timeOf(item);
  return time === undefined ? undefined : { item, time: time === 0n ? INFINITY : time };
}
