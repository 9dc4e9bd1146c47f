import { type EffectiveUnit, items } from '../../workspace/effective-unit.ts';

/** Whether two sockets of a machine may be meant to run at the same time: not one socket, and neither has the other in Conflicts=. */
export function compete(a: EffectiveUnit, b: EffectiveUnit): boolean {
  if (a.name.full === b.name.full) return false;
  const conflicts = (x: EffectiveUnit, y: EffectiveUnit): boolean =>
    items(x, 'Unit', 'Conflicts').some((item) => item.text === y.name.full);
  return !conflicts(a, b) && !conflicts(b, a);
}
