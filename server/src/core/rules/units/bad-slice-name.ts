import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';

/** src/basic/unit-name.c, slice_name_is_valid, as slice_verify uses it. */
export const rule: UnitRule = {
  code: 'bad-slice-name',
  effect: 'refuse',
  scope: 'unit',
  types: ['slice'],
  *check(unit) {
    const { prefix, instance } = unit.name;
    if (instance !== undefined || prefix === '-' || !/^-|--|-$/.test(prefix)) return;
    const place = unitPlace(unit, 'Slice');
    if (!place) return;
    yield {
      ...place,
      message: `Dashes in the name of a slice stand between the names of its parents, so "${prefix}" cannot begin or end with one, nor hold two in a row. Rename the file. systemd refuses the unit.`,
    };
  },
};
