import { addToSection, editFix } from '../../findings/edits.ts';
import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
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
      ? say`This socket has no listener: its Listen lines were ignored, or an empty one cleared them. systemd refuses the unit. Add one, such as ListenStream=8080.`
      : say`This socket has no listener, such as ListenStream= or ListenDatagram=. systemd refuses the unit. Add one, such as ListenStream=8080.`;
    yield {
      ...place,
      message: why,
      fixes: tried
        ? []
        : [
            editFix(
              say`Add ListenStream=8080`,
              'unsafe',
              place.file,
              addToSection(place.file, 'Socket', 'ListenStream=8080'),
            ),
          ],
    };
  },
};
