import { editFix, setValue } from '../../findings/edits.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';

/** The options are given to mount(8) as they are (src/core/mount.c, mount_enter_mounting), and a blank belongs to one of them there. */
export const rule: UnitRule = {
  code: 'blank-in-mount-options',
  effect: 'advice',
  severity: 'warning',
  scope: 'unit',
  types: ['mount'],
  needs: ['Options'],
  *check(unit) {
    const item = setting(unit, 'Mount', 'Options');
    if (!item || item.text.includes('"')) return;
    const { file, node } = item.entry;
    const options = node.value.split(',');
    if (options.length < 2 || options.every((option) => option === option.trim())) return;
    yield {
      file,
      range: node.valueRange,
      message: say`A blank is part of a mount option: mount is given "${item.text}" as it is and finds no such option. Write the options with commas alone.`,
      fixes: [
        editFix(say`Remove the blanks`, 'safe', file, setValue(item, options.map((option) => option.trim()).join(','))),
      ],
    };
  },
};
