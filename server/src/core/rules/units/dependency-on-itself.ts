import { dropWord, editFix } from '../../findings/edits.ts';
import { valuePlaces } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { parseUnitName, type UnitName } from '../../values/unit-name.ts';
import { items } from '../../workspace/effective-unit.ts';

/** src/core/unit.c, unit_add_dependency and unit_should_warn_about_dependency. */
export const rule: UnitRule = {
  code: 'dependency-on-itself',
  effect: 'ignore',
  scope: 'unit',
  *check(unit) {
    const placeOf = valuePlaces();
    for (const key of REPORTED) {
      for (const item of items(unit, 'Unit', key)) {
        const place = placeOf(item);
        const written = place.file.text.slice(place.range.from, place.range.to);
        if (!isItself(unit.name, item.text) && !isItself(unit.name, written)) continue;
        yield {
          ...place,
          message: say`${key}= names the unit itself. systemd drops it. Name another unit, or remove it.`,
          fixes: [editFix(say`Remove it`, 'safe', item.entry.file, dropWord(item, place.range))],
        };
      }
    }
  },
};

/** The kinds of dependency for which systemd says so; it drops the others silently. */
const REPORTED = ['Conflicts', 'Before', 'After', 'OnSuccess', 'OnFailure'];

function isItself(name: UnitName, other: string): boolean {
  if (other === name.full) return true;
  // In an instance the template's name, and %i in the place of the instance, mean the unit itself.
  if (name.instance === undefined || other === '') return false;
  const named = parseUnitName(other.replace(/@%[iI]\./, '@.'));
  return named?.prefix === name.prefix && named.type === name.type && named.instance === '';
}
