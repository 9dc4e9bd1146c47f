import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { items } from '../../workspace/effective-unit.ts';

/** src/core/unit.c, unit_add_dependency: the types without `can_fail`. */
export const rule: UnitRule = {
  code: 'on-failure-of-unfailing-unit',
  effect: 'ignore',
  scope: 'unit',
  types: ['slice', 'device'],
  needs: ['OnFailure'],
  *check(unit) {
    const seen = new Set<unknown>();
    for (const item of items(unit, 'Unit', 'OnFailure')) {
      if (item.text === unit.name.full || seen.has(item.entry)) continue;
      seen.add(item.entry);
      yield {
        ...itemPlace(item),
        message: say`OnFailure= has no effect: a ${unit.type} cannot fail. systemd drops it. Remove the line.`,
        fixes: [editFix(say`Remove the line`, 'safe', item.entry.file, dropLine(item))],
      };
    }
  },
};
