import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { items } from '../../workspace/effective-unit.ts';
import { listeners } from '../../workspace/sockets.ts';

/** src/core/socket.c, socket_verify and socket_find_symlink_target. */
export const rule: UnitRule = {
  code: 'symlinks-without-single-node',
  effect: 'refuse',
  scope: 'unit',
  types: ['socket'],
  needs: ['Symlinks'],
  *check(unit) {
    const symlink = items(unit, 'Socket', 'Symlinks').at(-1);
    const all = listeners(unit);
    if (!symlink || all.length === 0) return;
    const nodes = all.filter(
      (item) =>
        NODE_KEYS.has(item.entry.directive.key) &&
        (item.entry.directive.key === 'ListenFIFO' || item.text.startsWith('/')),
    );
    if (nodes.length === 1) return;
    yield {
      ...itemPlace(symlink),
      message:
        nodes.length === 0
          ? say`Symlinks= needs one listener with a path, and this unit has none. systemd refuses the unit. Remove Symlinks=, or listen on a path.`
          : say`Symlinks= needs one listener with a path, and this unit has ${nodes.length}. systemd refuses the unit. Remove Symlinks=, or keep one of the paths.`,
      fixes: [editFix(say`Remove Symlinks=`, 'unsafe', symlink.entry.file, dropLine(symlink))],
    };
  },
};

const NODE_KEYS: ReadonlySet<string> = new Set([
  'ListenStream',
  'ListenDatagram',
  'ListenSequentialPacket',
  'ListenFIFO',
]);
