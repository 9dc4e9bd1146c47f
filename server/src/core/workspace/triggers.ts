import { ownSection } from '../catalogue/unit-type.ts';
import { withType } from '../values/unit-name.ts';
import { type EffectiveUnit, type Item, setting } from './effective-unit.ts';

/** The unit that a timer, path or automount unit starts, and the line that names it where there is one. */
export interface Triggered {
  readonly name: string;
  readonly named: Item | undefined;
}

/** What a timer, path or automount unit starts: Unit=, or the unit of its own name (src/core/unit.c, unit_load_related_unit). */
export function triggeredBy(unit: EffectiveUnit): Triggered {
  if (unit.type === 'automount') return { name: withType(unit.name, 'mount'), named: undefined };
  const named = setting(unit, ownSection(unit.type), 'Unit');
  return { name: named?.text ?? withType(unit.name, 'service'), named };
}
