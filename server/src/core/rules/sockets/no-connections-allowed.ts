import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { accepts } from '../../workspace/sockets.ts';

/** src/core/socket.c, socket_verify. */
export const rule: UnitRule = {
  code: 'no-connections-allowed',
  effect: 'refuse',
  scope: 'unit',
  types: ['socket'],
  needs: ['MaxConnections'],
  *check(unit, { version }) {
    const item = setting(unit, 'Socket', 'MaxConnections');
    if (!item || Number(item.text) !== 0) return;
    if (version < CHECKED_ALWAYS && !accepts(unit)) return;
    yield {
      ...itemPlace(item),
      message: say`MaxConnections=0 allows no connection. systemd refuses the unit. Write how many may be open at once, or remove the line for the default of 64.`,
      fixes: [editFix(say`Remove the line`, 'unsafe', item.entry.file, dropLine(item))],
    };
  },
};

/** Before this version only sockets with Accept=yes were checked. */
const CHECKED_ALWAYS = 257;
