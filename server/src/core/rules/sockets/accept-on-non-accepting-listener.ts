import { editFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { type Item, setting } from '../../workspace/effective-unit.ts';
import { accepts, listeners } from '../../workspace/sockets.ts';

/** src/core/socket.c, socket_verify and have_non_accept_socket. */
export const rule: UnitRule = {
  code: 'accept-on-non-accepting-listener',
  effect: 'refuse',
  scope: 'unit',
  types: ['socket'],
  needs: ['Accept'],
  *check(unit) {
    const accept = setting(unit, 'Socket', 'Accept');
    if (!accept || !accepts(unit)) return;
    const listener = listeners(unit).find((item) => !CONNECTED.has(item.entry.directive.key));
    if (!listener) return;
    const key = listener.entry.directive.key;
    yield {
      ...itemPlace(accept),
      message: say`Accept=yes does not work with ${key}=, which has no connections. systemd refuses the unit. Set Accept=no, or move ${key}= to its own socket unit.`,
      related: [{ ...filePlace(listener), message: say`This listener has no connections.` }],
      fixes: [editFix(say`Set Accept=no`, 'unsafe', accept.entry.file, setValue(accept, 'no'))],
    };
  },
};

const CONNECTED: ReadonlySet<string> = new Set(['ListenStream', 'ListenSequentialPacket']);

function filePlace(item: Item): { file: string; range: { from: number; to: number } } {
  const { file, range } = itemPlace(item);
  return { file: file.path, range };
}
