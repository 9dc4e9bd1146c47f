import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { timeOf } from './times.ts';

/** src/core/service.c, service_verify. Systems without RestartMaxDelaySec= do not have the entry. */
export const rule: UnitRule = {
  code: 'restart-delay-above-maximum',
  effect: 'ignore',
  scope: 'unit',
  types: ['service'],
  needs: ['RestartMaxDelaySec'],
  *check(unit) {
    const maximum = setting(unit, 'Service', 'RestartMaxDelaySec');
    const delay = setting(unit, 'Service', 'RestartSec');
    const limit = timeOf(maximum);
    if (!maximum || limit === undefined || limit >= (timeOf(delay) ?? DEFAULT_DELAY)) return;
    const { file, range } = itemPlace(delay ?? maximum);
    yield {
      ...itemPlace(maximum),
      message: delay
        ? say`RestartMaxDelaySec= is less than RestartSec=${delay.text}. systemd uses the maximum for both. Write a larger maximum.`
        : say`RestartMaxDelaySec= is less than RestartSec=, by default 100ms. systemd uses the maximum for both. Write a larger maximum.`,
      related: delay ? [{ file: file.path, range, message: say`RestartSec= is set here.` }] : [],
    };
  },
};

/** systemd's DefaultRestartSec=, in microseconds, unless system.conf changes it. */
const DEFAULT_DELAY = 100_000n;
