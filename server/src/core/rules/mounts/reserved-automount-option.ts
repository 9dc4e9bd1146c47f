import type { Fix } from '../../diagnostic.ts';
import { dropLine, editFix } from '../../findings/edits.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { say } from '../../text/message.ts';
import { type Item, setting } from '../../workspace/effective-unit.ts';

/** src/core/automount.c, automount_verify; src/shared/fstab-util.c, fstab_filter_options. */
export const rule: UnitRule = {
  code: 'reserved-automount-option',
  effect: 'refuse',
  scope: 'unit',
  types: ['automount'],
  needs: ['ExtraOptions'],
  *check(unit) {
    const item = setting(unit, 'Automount', 'ExtraOptions');
    if (!item) return;
    const { node, file } = item.entry;
    // A comma after a backslash belongs to the option.
    for (const match of node.value.matchAll(/(?:\\.|[^,\\])+/g)) {
      const name = /^[a-z]+(?=$|=)/.exec(match[0])?.[0];
      if (name === undefined || !RESERVED.has(name)) continue;
      yield {
        file,
        range: valueSource(node, match.index, match.index + match[0].length),
        message: say`The automount option "${name}" is set by systemd itself. systemd refuses the unit. Remove it from ExtraOptions=.`,
        fixes: [withoutOption(item, match.index, match[0].length, name)],
      };
      return;
    }
  },
};

/** Takes an option and a comma next to it out of the list, or the line where it is the only one. */
function withoutOption(item: Item, at: number, length: number, name: string): Fix {
  const { node, file } = item.entry;
  const title = say`Remove ${name}`;
  if (length === node.value.length) return editFix(title, 'safe', file, dropLine(item));
  const from = at > 0 ? at - 1 : at;
  const to = at > 0 ? at + length : at + length + 1;
  return editFix(title, 'safe', file, { range: valueSource(node, from, to), newText: '' });
}

const RESERVED: ReadonlySet<string> = new Set(['fd', 'pgrp', 'minproto', 'maxproto', 'direct', 'indirect']);
