import { dropWord, editFix } from '../../findings/edits.ts';
import { valuePlaces } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { type Item, items } from '../../workspace/effective-unit.ts';

/** src/core/unit.c, unit_add_dependency. What a timer or path unit starts is ordered after it, too. */
export const rule: UnitRule = {
  code: 'ordering-before-device',
  effect: 'ignore',
  scope: 'unit',
  needs: ['Before', 'Unit'],
  *check(unit) {
    const placeOf = valuePlaces();
    for (const item of items(unit, 'Unit', 'Before')) {
      if (!isDevice(item)) continue;
      const place = placeOf(item);
      yield {
        ...place,
        message: say`Nothing can be ordered before a device. systemd drops it. Remove it, or use After= if this unit needs the device.`,
        fixes: [editFix(say`Remove it`, 'safe', item.entry.file, dropWord(item, place.range))],
      };
    }
    if (unit.type !== 'timer' && unit.type !== 'path') return;
    for (const item of items(unit, unit.type === 'timer' ? 'Timer' : 'Path', 'Unit')) {
      if (!isDevice(item)) continue;
      yield {
        ...placeOf(item),
        effect: 'note',
        message: say`A ${unit.type} unit cannot start a device. systemd logs a warning and goes on. Name a service.`,
      };
    }
  },
};

function isDevice(item: Item): boolean {
  return item.text.endsWith('.device');
}
