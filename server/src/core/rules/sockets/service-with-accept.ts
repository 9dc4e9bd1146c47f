import { dropLine, editFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { accepts, templateFor } from '../../workspace/sockets.ts';

/** src/core/socket.c, socket_verify. */
export const rule: UnitRule = {
  code: 'service-with-accept',
  effect: 'refuse',
  scope: 'unit',
  types: ['socket'],
  needs: ['Service'],
  *check(unit) {
    const service = setting(unit, 'Socket', 'Service');
    const accept = setting(unit, 'Socket', 'Accept');
    if (!service || !accept || !accepts(unit)) return;
    const { file, range } = itemPlace(accept);
    yield {
      ...itemPlace(service),
      message: say`Service= cannot be combined with Accept=yes, which starts ${templateFor(unit.name)}. systemd refuses the unit. Remove Service=, or set Accept=no.`,
      related: [{ file: file.path, range, message: say`Accept=yes is set here.` }],
      fixes: [
        editFix(say`Remove Service=`, 'unsafe', service.entry.file, dropLine(service)),
        editFix(say`Set Accept=no`, 'unsafe', accept.entry.file, setValue(accept, 'no')),
      ],
    };
  },
};
