import { addToSection, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { setting } from '../../workspace/effective-unit.ts';
import { commands, serviceType } from '../../workspace/services.ts';

/** src/core/service.c, service_verify. */
export const rule: UnitRule = {
  code: 'several-exec-starts',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  needs: ['ExecStart'],
  *check(unit, { version }) {
    const [first, second] = commands(unit, 'ExecStart');
    if (!first || !second) return;
    const type = serviceType(unit, version);
    if (type === 'oneshot') return;
    const place = itemPlace(second);
    const { file, range } = itemPlace(first);
    const split = second.entry !== first.entry;
    const empty = { range: { from: place.range.from, to: place.range.from }, newText: 'ExecStart=\n' };
    yield {
      ...place,
      message: say`This is a second ExecStart=, and Type=${type} allows only one. systemd refuses the unit. To replace the first, put an empty ExecStart= before this line. To run both, use Type=oneshot, or ExecStartPre= for the first.`,
      related: split ? [{ file: file.path, range, message: say`The first command is here.` }] : [],
      fixes: [
        ...(split
          ? [editFix(say`Replace the first: put an empty ExecStart= before`, 'unsafe', place.file, empty)]
          : []),
        ...(setting(unit, 'Service', 'Type')
          ? []
          : [
              editFix(
                say`Run both: set Type=oneshot`,
                'unsafe',
                place.file,
                addToSection(place.file, 'Service', 'Type=oneshot'),
              ),
            ]),
      ],
    };
  },
};
