import type { UnitRule } from '../../findings/rule.ts';
import { valueSource } from '../../syntax/tree.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';

/** src/core/automount.c, automount_verify; src/shared/fstab-util.c, fstab_filter_options. */
export const rule: UnitRule = {
  code: 'reserved-automount-option',
  effect: 'refuse',
  scope: 'unit',
  types: ['automount'],
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
      };
      return;
    }
  },
};

const RESERVED: ReadonlySet<string> = new Set(['fd', 'pgrp', 'minproto', 'maxproto', 'direct', 'indirect']);
