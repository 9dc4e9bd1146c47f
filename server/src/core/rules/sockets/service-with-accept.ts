import { dropLine, editFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { accepts, templateFor } from '../../workspace/sockets.ts';

/** src/core/socket.c, socket_verify. */
export const rule: UnitRule = {
  code: 'service-with-accept',
  effect: 'refuse',
  scope: 'unit',
  types: ['socket'],
  *check(unit) {
    const service = setting(unit, 'Socket', 'Service');
    const accept = setting(unit, 'Socket', 'Accept');
    if (!service || !accept || !accepts(unit)) return;
    const { file, range } = itemPlace(accept);
    yield {
      ...itemPlace(service),
      message: `Service= cannot be combined with Accept=yes, which always starts instances of ${templateFor(unit.name)}. Remove Service=, or set Accept=no. systemd refuses the unit.`,
      related: [{ file: file.path, range, message: 'Accept=yes is set here.' }],
      fixes: [
        editFix('Remove Service=', 'unsafe', service.entry.file, dropLine(service)),
        editFix('Set Accept=no', 'unsafe', accept.entry.file, setValue(accept, 'no')),
      ],
    };
  },
};
