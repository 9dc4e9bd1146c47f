import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { accepts } from '../../workspace/sockets.ts';

/** src/core/socket.c, socket_verify. Systems without DeferTrigger= do not have the entry. */
export const rule: UnitRule = {
  code: 'deferred-trigger-with-accept',
  effect: 'refuse',
  scope: 'unit',
  types: ['socket'],
  needs: ['DeferTrigger'],
  *check(unit) {
    const item = setting(unit, 'Socket', 'DeferTrigger');
    if (!item || OFF.test(item.text) || !accepts(unit)) return;
    yield {
      ...itemPlace(item),
      message: say`DeferTrigger= cannot be combined with Accept=yes. systemd refuses the unit. Remove one of the two.`,
      fixes: [editFix(say`Remove DeferTrigger=`, 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};

const OFF = /^(0|n|no|f|false|off)$/i;
