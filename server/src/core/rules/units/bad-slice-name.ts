import { renameFix } from '../../findings/edits.ts';
import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';

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
    const wanted = prefix
      .split('-')
      .filter((part) => part !== '')
      .join('-');
    yield {
      ...place,
      message: say`"${prefix}" is not a valid slice name: a dash separates a slice from its parent, so it cannot be first, last or doubled. systemd refuses the unit. Rename the file.`,
      fixes: wanted === '' ? [] : renameFix(say`Rename the file to ${wanted}.slice`, unit, `${wanted}.slice`),
    };
  },
};
