import { unitPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
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
      message:
        'This path unit watches nothing: none of PathExists=, PathChanged= and their like is in force; lines that were ignored do not count, and an empty one clears them all. Add one. systemd refuses the unit.',
    };
  },
};

const WATCHES = ['PathExists', 'PathExistsGlob', 'PathChanged', 'PathModified', 'DirectoryNotEmpty'];
