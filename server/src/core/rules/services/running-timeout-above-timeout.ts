import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { INFINITY } from '../../values/time/time-span.ts';
import { type EffectiveUnit, setting } from '../../workspace/effective-unit.ts';
import { timeOf } from './times.ts';

/** src/core/unit.c, unit_load; src/core/load-fragment.c, config_parse_job_timeout_sec. */
export const rule: UnitRule = {
  code: 'running-timeout-above-timeout',
  effect: 'ignore',
  scope: 'unit',
  needs: ['JobRunningTimeoutSec'],
  *check(unit) {
    const running = timeout(unit, 'JobRunningTimeoutSec');
    const whole = timeout(unit, 'JobTimeoutSec');
    if (!running || running.time === INFINITY || running.time <= (whole?.time ?? INFINITY)) return;
    const { file, range } = itemPlace(whole!.item);
    yield {
      ...itemPlace(running.item),
      message: say`JobRunningTimeoutSec= is longer than JobTimeoutSec=, which always elapses first. systemd ignores the line. Make it shorter, or remove the line.`,
      related: [{ file: file.path, range, message: say`The shorter timeout is set here.` }],
      fixes: [editFix(say`Remove the line`, 'safe', running.item.entry.file, dropLine(running.item))],
    };
  },
};

function timeout(unit: EffectiveUnit, key: string) {
  const item = setting(unit, 'Unit', key);
  const time = timeOf(item);
  return item && time !== undefined ? { item, time } : undefined;
}
