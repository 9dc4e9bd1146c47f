import { itemPlace } from '../../findings/places.ts';
import type { Finding, UnitRule } from '../../findings/rule.ts';
import { ordinaryMachine } from '../../graph/circumstances.ts';
import { mountsFor } from '../../graph/dependencies.ts';
import { say } from '../../text/message.ts';
import { isValidPath, simplifyPath } from '../../values/paths/paths.ts';
import type { Item } from '../../workspace/effective-unit.ts';
import { escapePath, HASHES_NAMES_SINCE, isTooLongForName } from '../../workspace/path-names.ts';

/**
 * A path whose mounts the unit is started after, and for which no name of a mount unit can be made (src/basic/unit-name.c,
 * unit_name_from_path; src/core/unit.c, unit_add_mount_dependencies). Later versions shorten the name by a hash.
 */
export const rule: UnitRule = {
  code: 'path-too-long-for-mount',
  effect: 'refuse',
  scope: 'unit',
  *check(unit, { version }) {
    for (const { path, item } of mountsFor(unit, { ...ordinaryMachine(version, unit.manager), ...SHORTEST })) {
      if (!item || !path.startsWith('/')) continue;
      if (!isValidPath(simplifyPath(path, version), version)) yield componentTooLong(item);
      else if (version < HASHES_NAMES_SINCE && isTooLongForName(escapePath(path, version) ?? '', 'mount')) {
        yield {
          ...itemPlace(item),
          message: say`The path is too long for the name of a mount unit. systemd ${version} refuses the unit. Choose one of at most 249 characters, counted as systemd-escape writes them.`,
        };
      }
    }
  },
};

/**
 * The source of a mount, of which nobody has looked at the length before (src/core/unit.c, unit_require_mounts_for). `systemd-analyze verify`
 * does not lay this refusal at the unit's door.
 */
function componentTooLong(item: Item): Finding {
  return {
    ...itemPlace(item),
    effect: 'fail',
    message: say`A component of the path is longer than 255 bytes. systemd does not load the unit, and says only "Access denied". Use a shorter name.`,
  };
}

/** The shortest directories that an account has, of which no more is known. */
const SHORTEST = { home: '/root', runtimeDirectory: '/run/user/0' };
