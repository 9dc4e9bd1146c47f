import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { timeOf } from './times.ts';

/** src/core/service.c, service_verify. Systems without RestartMaxDelaySec= do not have the entry. */
export const rule: UnitRule = {
  code: 'restart-delay-above-maximum',
  effect: 'ignore',
  scope: 'unit',
  types: ['service'],
  *check(unit) {
    const maximum = setting(unit, 'Service', 'RestartMaxDelaySec');
    const delay = setting(unit, 'Service', 'RestartSec');
    const limit = timeOf(maximum);
    if (!maximum || limit === undefined || limit >= (timeOf(delay) ?? DEFAULT_DELAY)) return;
    const { file, range } = itemPlace(delay ?? maximum);
    yield {
      ...itemPlace(maximum),
      message: `RestartMaxDelaySec= is less than RestartSec=${delay?.text ?? '100ms, the default'}, the delay to begin with. Write a larger maximum. systemd uses the maximum for both.`,
      related: delay ? [{ file: file.path, range, message: 'The delay to begin with is set here.' }] : [],
    };
  },
};

/** systemd's DefaultRestartSec=, in microseconds, unless system.conf changes it. */
const DEFAULT_DELAY = 100_000n;
