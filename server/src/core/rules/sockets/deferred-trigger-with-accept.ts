import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { accepts } from '../../workspace/sockets.ts';

/** src/core/socket.c, socket_verify. Systems without DeferTrigger= do not have the entry. */
export const rule: UnitRule = {
  code: 'deferred-trigger-with-accept',
  effect: 'refuse',
  scope: 'unit',
  types: ['socket'],
  *check(unit) {
    const item = setting(unit, 'Socket', 'DeferTrigger');
    if (!item || OFF.test(item.text) || !accepts(unit)) return;
    yield {
      ...itemPlace(item),
      message:
        'DeferTrigger= works only with Accept=no: with Accept=yes every connection starts a service of its own at once. Remove one of the two. systemd refuses the unit.',
      fixes: [editFix('Remove DeferTrigger=', 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};

const OFF = /^(0|n|no|f|false|off)$/i;
