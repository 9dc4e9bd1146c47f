import { dropWord, editFix } from '../../findings/edits.ts';
import { valuePlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { hasDefaultDependencies } from '../../graph/texts.ts';
import { say } from '../../text/message.ts';
import { items } from '../../workspace/effective-unit.ts';

/**
 * Sockets and paths are started before basic.target, and most of what reaches network-online.target after it: the services of NetworkManager
 * do, those of networkd and ifupdown do not.
 */
export const rule: UnitRule = {
  code: 'early-unit-after-network',
  effect: 'advice',
  scope: 'unit',
  types: ['socket', 'path'],
  needs: ['After'],
  *check(unit) {
    if (unit.manager === 'user' || !hasDefaultDependencies(unit)) return;
    const item = items(unit, 'Unit', 'After').find(({ text }) => text === 'network-online.target');
    if (!item) return;
    const place = valuePlace(item);
    yield {
      ...place,
      message: say`After=network-online.target may close an ordering cycle: basic.target waits for this unit, and NetworkManager-wait-online.service for basic.target. At boot systemd does not start one of them. Remove it; a socket that waits for an address takes FreeBind=yes.`,
      fixes: [editFix(say`Remove it`, 'unsafe', place.file, dropWord(item, place.range))],
    };
  },
};
