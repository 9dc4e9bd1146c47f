import { ownSection } from '../../catalogue/unit-type.ts';
import { renameFix } from '../../findings/edits.ts';
import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { escapePath, isTooLongForName, unescapePath } from '../../workspace/path-names.ts';

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
    if (spelling === unit.name.prefix || isTooLongForName(unit.name.prefix, unit.type)) return;
    const place = unitPlace(unit, section);
    if (!place) return;
    yield {
      ...place,
      message:
        path === undefined || spelling === undefined
          ? say`The unit name "${unit.name.prefix}" is not an escaped path, and ${key}= is not set. systemd refuses the unit. Rename the file to the output of systemd-escape --path for the path, or set ${key}=.`
          : say`The unit for ${path} must be named ${spelling}.${unit.type}: without ${key}= the path comes from the name. systemd refuses the unit. Rename the file.`,
      fixes:
        spelling === undefined
          ? []
          : renameFix(say`Rename the file to ${spelling}.${unit.type}`, unit, `${spelling}.${unit.type}`),
    };
  },
};
