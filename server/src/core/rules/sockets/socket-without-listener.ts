import { addToSection, editFix } from '../../findings/edits.ts';
import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { listeners } from '../../workspace/sockets.ts';

/** src/core/socket.c, socket_verify. */
export const rule: UnitRule = {
  code: 'socket-without-listener',
  effect: 'refuse',
  scope: 'unit',
  types: ['socket'],
  *check(unit) {
    const place = unitPlace(unit, 'Socket');
    if (!place || listeners(unit).length > 0) return;
    const tried = unit.fragment!.tree.nodes.some((node) => node.kind === 'assignment' && /^Listen[A-Z]/.test(node.key));
    const why = tried
      ? 'its Listen lines were ignored, or an empty one cleared them'
      : 'it has no ListenStream=, ListenDatagram= or other Listen line';
    yield {
      ...place,
      message: `This socket listens on nothing: ${why}. Add one, such as ListenStream=8080. systemd refuses the unit.`,
      fixes: tried
        ? []
        : [
            editFix(
              'Add ListenStream=8080',
              'unsafe',
              place.file,
              addToSection(place.file, 'Socket', 'ListenStream=8080'),
            ),
          ],
    };
  },
};
