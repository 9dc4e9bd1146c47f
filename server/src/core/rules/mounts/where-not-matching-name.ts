import { ownSection } from '../../catalogue/unit-type.ts';
import { dropLine, editFix, renameFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say, sentences } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { escapePath, isHashedName, unescapePath } from '../../workspace/path-names.ts';

/** src/core/mount.c, mount_verify; src/core/automount.c, automount_verify. */
export const rule: UnitRule = {
  code: 'where-not-matching-name',
  effect: 'refuse',
  scope: 'unit',
  types: ['mount', 'automount'],
  *check(unit, { version }) {
    const item = setting(unit, ownSection(unit.type), 'Where');
    // What a specifier stands for may be known on the machine only.
    if (!item || unit.name.instance !== undefined || item.entry.node.value.includes('%')) return;
    if (item.text === '/' && unit.type === 'automount') return;
    const wanted = escapePath(item.text, version);
    if (wanted === unit.name.prefix || (wanted !== undefined && isHashedName(wanted, unit.type))) return;
    const place = unescapePath(unit.name.prefix);
    yield {
      ...itemPlace(item),
      message: sentences(
        say`The unit name does not match Where=${item.text}. systemd refuses the unit.`,
        wanted === undefined ? undefined : say`Rename the file to ${wanted}.${unit.type}.`,
        place === undefined ? undefined : say`To keep the name, write Where=${place}.`,
      ),
      fixes: [
        ...(wanted === undefined
          ? []
          : renameFix(say`Rename the file to ${wanted}.${unit.type}`, unit, `${wanted}.${unit.type}`)),
        ...(place === undefined
          ? []
          : [
              editFix(say`Set Where=${place}`, 'unsafe', item.entry.file, setValue(item, place)),
              editFix(say`Remove Where= and take the path from the name`, 'unsafe', item.entry.file, dropLine(item)),
            ]),
      ],
    };
  },
};
