import { editFix, renameFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { escapePath, isHashedName, unescapePath } from '../../workspace/path-names.ts';

/** src/core/swap.c, swap_verify; a path that is not absolute fails earlier, without a message. */
export const rule: UnitRule = {
  code: 'what-not-matching-name',
  effect: 'refuse',
  scope: 'unit',
  types: ['swap'],
  *check(unit, { version }) {
    const item = setting(unit, 'Swap', 'What');
    if (!item || unit.name.instance !== undefined || item.entry.node.value.includes('%')) return;
    const absolute = item.text.startsWith('/');
    const wanted = absolute ? escapePath(item.text, version) : undefined;
    if (absolute && wanted === undefined) return;
    if (wanted !== undefined && (wanted === unit.name.prefix || isHashedName(wanted, 'swap'))) return;
    const place = unescapePath(unit.name.prefix);
    const reason = absolute
      ? say`The unit name does not match What=${item.text}. systemd refuses the unit. Rename the file to ${wanted!}.swap, or change What=.`
      : say`What= is not an absolute path: "${item.text}". systemd refuses the unit. Write the path that the unit is named after.`;
    yield {
      ...itemPlace(item),
      message: reason,
      fixes: [
        ...(wanted === undefined ? [] : renameFix(say`Rename the file to ${wanted}.swap`, unit, `${wanted}.swap`)),
        ...(place === undefined
          ? []
          : [editFix(say`Set What=${place}`, 'unsafe', item.entry.file, setValue(item, place))]),
      ],
    };
  },
};
