import { ownSection } from '../../catalogue/unit-type.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { items } from '../../workspace/effective-unit.ts';
import { escapePath, isHashedName } from '../../workspace/path-names.ts';

/**
 * A path that the unit needs mounted, and for which no name of a mount unit can be made (src/basic/unit-name.c, unit_name_from_path;
 * src/core/unit.c, unit_require_mounts_for). Later versions shorten the name by a hash.
 */
export const rule: UnitRule = {
  code: 'path-too-long-for-mount',
  effect: 'refuse',
  scope: 'unit',
  *check(unit, { version }) {
    if (version >= SHORTENS_NAMES) return;
    // A socket has an environment to run commands in only where it has commands, which is not looked at.
    const keys = unit.type === 'socket' ? LISTENERS : [...ROOTS, ...WATCHED];
    for (const item of keys.flatMap((key) => items(unit, ownSection(unit.type), key))) {
      const name = item.text.startsWith('/') ? escapePath(item.text, version) : undefined;
      if (name === undefined || !isHashedName(name, 'mount')) continue;
      yield {
        ...itemPlace(item),
        message: say`The path is too long for the name of a mount unit. systemd ${version} refuses the unit. Choose one of at most 249 characters, counted as systemd-escape writes them.`,
      };
    }
  },
};

const SHORTENS_NAMES = 251;

/** The settings for whose paths a unit requires mounts. */
const ROOTS: readonly string[] = ['RootDirectory', 'RootImage'];
const LISTENERS: readonly string[] = ['ListenFIFO', 'ListenSpecial', 'ListenUSBFunction'];
const WATCHED: readonly string[] = ['PathExists', 'PathExistsGlob', 'PathChanged', 'PathModified', 'DirectoryNotEmpty'];
