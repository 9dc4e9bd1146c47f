import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { items } from '../../workspace/effective-unit.ts';

/** src/core/unit.c, unit_add_dependency: the types without `can_fail`. */
export const rule: UnitRule = {
  code: 'on-failure-of-unfailing-unit',
  effect: 'ignore',
  scope: 'unit',
  types: ['slice', 'device'],
  *check(unit) {
    const seen = new Set<unknown>();
    for (const item of items(unit, 'Unit', 'OnFailure')) {
      if (item.text === unit.name.full || seen.has(item.entry)) continue;
      seen.add(item.entry);
      yield {
        ...itemPlace(item),
        message: `A ${unit.type} cannot fail, so OnFailure= never starts anything. Remove the line. systemd drops it.`,
        fixes: [editFix('Remove the line', 'safe', item.entry.file, dropLine(item))],
      };
    }
  },
};
