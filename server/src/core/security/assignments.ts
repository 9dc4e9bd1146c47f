import type { Entry } from '../workspace/analyse.ts';
import { assignments as assignmentsOf, type EffectiveUnit } from '../workspace/effective-unit.ts';

/** The assignments of a directive of the service section that systemd takes, in the order in which it reads them, resets among them. */
export function assignments(unit: EffectiveUnit, key: string): readonly Entry[] {
  return assignmentsOf(unit, SECTION, key);
}

/** Where a service has its settings. */
export const SECTION = 'Service';
