import { ownSection } from '../../catalogue/unit-type.ts';
import { dropLine, editFix, renameFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say, sentences } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { pathInName } from '../../workspace/path-in-name.ts';
import { unescapePath } from '../../workspace/path-names.ts';

/** src/core/mount.c, mount_verify; src/core/automount.c, automount_verify. */
export const rule: UnitRule = {
  code: 'where-not-matching-name',
  effect: 'refuse',
  scope: 'unit',
  types: ['mount', 'automount'],
  needs: ['Where'],
  *check(unit) {
    const item = setting(unit, ownSection(unit.type), 'Where');
    if (!item || unit.name.instance !== undefined) return;
    const { path, wanted, matches } = pathInName(item, unit.name.prefix, unit.type);
    if (matches || (path === '/' && unit.type === 'automount')) return;
    const place = unescapePath(unit.name.prefix);
    yield {
      ...itemPlace(item),
      message: sentences(
        say`The unit name does not match Where=${path ?? item.entry.node.value}. systemd refuses the unit.`,
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
