import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { itemsOfKeys } from '../../workspace/effective-unit.ts';

/** src/core/path.c, path_verify. */
export const rule: UnitRule = {
  code: 'path-without-watch',
  effect: 'refuse',
  scope: 'unit',
  types: ['path'],
  *check(unit) {
    if (itemsOfKeys(unit, 'Path', WATCHES).length > 0) return;
    const place = unitPlace(unit, 'Path');
    if (!place) return;
    yield {
      ...place,
      message: say`This path unit watches no path. systemd refuses the unit. Add PathExists=, PathChanged= or another Path setting; ignored lines do not count, and an empty one clears all before it.`,
    };
  },
};

const WATCHES = ['PathExists', 'PathExistsGlob', 'PathChanged', 'PathModified', 'DirectoryNotEmpty'];
