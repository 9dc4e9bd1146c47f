import { ownSection } from '../../catalogue/unit-type.ts';
import { renameFix } from '../../findings/edits.ts';
import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { withType } from '../../values/unit-name.ts';

/** src/basic/unit-def.c, unit_type_may_template, as unit_add_name uses it. */
export const rule: UnitRule = {
  code: 'template-not-possible',
  effect: 'refuse',
  scope: 'unit',
  types: ['device', 'mount', 'automount', 'swap', 'slice', 'scope'],
  *check(unit) {
    if (unit.name.instance === undefined) return;
    const place = unitPlace(unit, ownSection(unit.type));
    if (!place) return;
    const wanted = withType({ ...unit.name, instance: undefined }, unit.type);
    yield {
      ...place,
      message: say`${unit.name.full} is named like a template, and .${unit.type} units cannot be templates. systemd refuses the unit. Give the file a name without "@".`,
      fixes: renameFix(say`Rename the file to ${wanted}`, unit, wanted),
    };
  },
};
