import { ownSection } from '../../catalogue/unit-type.ts';
import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { escapePath, isHashedName, unescapePath } from '../../workspace/path-names.ts';

/** src/basic/unit-name.c, unit_name_to_path, as mount_add_extras, automount_set_where and swap_add_extras use it. */
export const rule: UnitRule = {
  code: 'name-without-path',
  effect: 'refuse',
  scope: 'unit',
  types: ['mount', 'automount', 'swap'],
  *check(unit, { version }) {
    const key = unit.type === 'swap' ? 'What' : 'Where';
    const section = ownSection(unit.type);
    if (unit.name.instance !== undefined || setting(unit, section, key)) return;
    const path = unescapePath(unit.name.prefix);
    const spelling = path === undefined ? undefined : escapePath(path, version);
    if (spelling === unit.name.prefix || isHashedName(unit.name.prefix, unit.type)) return;
    const place = unitPlace(unit, section);
    if (!place) return;
    yield {
      ...place,
      message:
        spelling === undefined
          ? `Without ${key}= the path comes from the unit's name, and "${unit.name.prefix}" spells none. Name the file as systemd-escape --path does it for the path that you mean. systemd refuses the unit.`
          : `Without ${key}= the path comes from the unit's name, and the name for ${path} is ${spelling}.${unit.type}. Rename the file. systemd refuses the unit.`,
    };
  },
};
