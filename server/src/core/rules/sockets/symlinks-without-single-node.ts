import { dropLine, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { items } from '../../workspace/effective-unit.ts';
import { listeners } from '../../workspace/sockets.ts';

/** src/core/socket.c, socket_verify and socket_find_symlink_target. */
export const rule: UnitRule = {
  code: 'symlinks-without-single-node',
  effect: 'refuse',
  scope: 'unit',
  types: ['socket'],
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
    const found = nodes.length === 0 ? 'no listener with a path' : `${nodes.length} listeners with paths`;
    yield {
      ...itemPlace(symlink),
      message: `Symlinks= needs exactly one socket or FIFO in the file system to point to, and this unit has ${found}. Remove Symlinks=, or leave one path to listen on. systemd refuses the unit.`,
      fixes: [editFix('Remove Symlinks=', 'unsafe', symlink.entry.file, dropLine(symlink))],
    };
  },
};

const NODE_KEYS: ReadonlySet<string> = new Set([
  'ListenStream',
  'ListenDatagram',
  'ListenSequentialPacket',
  'ListenFIFO',
]);
