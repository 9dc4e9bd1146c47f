import { dropWord, editFix } from '../../findings/edits.ts';
import { valuePlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { type Item, items } from '../../workspace/effective-unit.ts';

/** src/core/unit.c, unit_add_dependency. What a timer or path unit starts is ordered after it, too. */
export const rule: UnitRule = {
  code: 'ordering-before-device',
  effect: 'ignore',
  scope: 'unit',
  *check(unit) {
    for (const item of items(unit, 'Unit', 'Before')) {
      if (!isDevice(item)) continue;
      yield {
        ...valuePlace(item),
        message:
          'Devices appear when the hardware does, so nothing can be ordered before one. Remove it, or use After= if this unit needs the device. systemd drops it.',
        fixes: [editFix('Remove it', 'safe', item.entry.file, dropWord(item))],
      };
    }
    if (unit.type !== 'timer' && unit.type !== 'path') return;
    for (const item of items(unit, unit.type === 'timer' ? 'Timer' : 'Path', 'Unit')) {
      if (!isDevice(item)) continue;
      yield {
        ...valuePlace(item),
        effect: 'note',
        message: `A device appears when the hardware does, and a ${unit.type} unit cannot start it. Name a service. systemd logs a warning and goes on.`,
      };
    }
  },
};

function isDevice(item: Item): boolean {
  return item.text.endsWith('.device');
}
