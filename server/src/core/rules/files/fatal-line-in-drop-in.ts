import { ownSection } from '../../catalogue/unit-type.ts';
import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { analysisOf } from '../../workspace/analyse.ts';
import { baseName } from '../../workspace/paths.ts';

/** src/core/load-dropin.c, unit_load_dropin: what reading a drop-in comes to is not looked at. The drop-in itself tells what is wrong. */
export const rule: UnitRule = {
  code: 'fatal-line-in-drop-in',
  effect: 'ignore',
  scope: 'unit',
  *check(unit, settings) {
    const place = unitPlace(unit, ownSection(unit.type));
    if (!place) return;
    for (const file of unit.dropIns) {
      const { stop } = analysisOf(file, settings);
      if (!stop) continue;
      yield {
        ...place,
        message: say`The drop-in ${baseName(file.path)} is read only up to a fatal line. systemd drops that line and what follows it, and loads the unit without them. Change the line in the drop-in.`,
        related: [
          { file: file.path, range: stop.node.content, message: say`systemd stops reading the drop-in at this line.` },
        ],
      };
    }
  },
};
