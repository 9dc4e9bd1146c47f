import { dropWord, editFix } from '../../findings/edits.ts';
import { valuePlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { PULLING } from '../../graph/dependency.ts';
import { triggered } from '../../graph/trigger-dependencies.ts';
import { writtenDependencies } from '../../graph/written.ts';
import { say } from '../../text/message.ts';

/** A unit is started with what it pulls in (systemd.unit(5), Requires= and Wants=), and a trigger with it. */
export const rule: UnitRule = {
  code: 'trigger-requires-its-unit',
  effect: 'advice',
  scope: 'unit',
  types: ['timer', 'path', 'socket'],
  *check(unit) {
    const started = triggered(unit)?.on;
    for (const { type, on, item } of writtenDependencies(unit)) {
      if (!item || on !== started || !PULLING.has(type)) continue;
      // A socket that is there for one run of its service only.
      if (type === 'BindsTo' && unit.type === 'socket') continue;
      const place = valuePlace(item);
      yield {
        ...place,
        message: say`${item.entry.directive.key}=${on} starts it together with this ${unit.type} unit, and not only when that unit says so. Remove it.`,
        fixes: [editFix(say`Remove it`, 'unsafe', item.entry.file, dropWord(item, place.range))],
      };
    }
  },
};
