import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { isBelowApiVfs } from '../../values/paths/paths.ts';
import { execSetting, mountNamespaceCause } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts. */
export const rule: UnitRule = {
  code: 'working-directory-in-kernel-file-system',
  effect: 'refuse',
  scope: 'unit',
  types: ['service', 'socket', 'mount', 'swap'],
  *check(unit, { version }) {
    const item = execSetting(unit, 'WorkingDirectory');
    if (version < CHECKED_SINCE || !item || !isBelowApiVfs(item.text.replace(/^-/, ''))) return;
    const cause = mountNamespaceCause(unit, version);
    if (!cause) return;
    const { file, range } = itemPlace(cause);
    const key = cause.entry.directive.key;
    yield {
      ...itemPlace(item),
      message: `WorkingDirectory= may not lie in /proc, /sys or /dev when the unit has mounts of its own, which ${key}= gives it. Choose another directory, or remove ${key}=. systemd refuses the unit.`,
      related: [{ file: file.path, range, message: 'This gives the unit mounts of its own.' }],
    };
  },
};

/** The first version looked at that checks it. */
const CHECKED_SINCE = 257;
