import { editFix, renameFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { type Message, say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { pathInName } from '../../workspace/path-in-name.ts';
import { unescapePath } from '../../workspace/path-names.ts';

/** src/core/swap.c, swap_verify; a path that is not absolute fails earlier, without a message. */
export const rule: UnitRule = {
  code: 'what-not-matching-name',
  effect: 'refuse',
  scope: 'unit',
  types: ['swap'],
  needs: ['What'],
  *check(unit) {
    const item = setting(unit, 'Swap', 'What');
    if (!item || unit.name.instance !== undefined) return;
    const { path, wanted, matches } = pathInName(item, unit.name.prefix, 'swap');
    const absolute = path === undefined || path.startsWith('/');
    if (absolute && (matches || (path !== undefined && wanted === undefined))) return;
    const place = unescapePath(unit.name.prefix);
    const reason = absolute ? mismatch(path ?? item.entry.node.value, wanted) : notAbsolute(path);
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

function mismatch(path: string, wanted: string | undefined): Message {
  return wanted === undefined
    ? say`The unit name does not match What=${path}. systemd refuses the unit. Rename the file, or change What=.`
    : say`The unit name does not match What=${path}. systemd refuses the unit. Rename the file to ${wanted}.swap, or change What=.`;
}

function notAbsolute(path: string): Message {
  return say`What= is not an absolute path: "${path}". systemd refuses the unit. Write the path that the unit is named after.`;
}
