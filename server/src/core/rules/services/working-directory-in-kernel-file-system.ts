import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { isBelowApiVfs } from '../../values/paths/paths.ts';
import { execSetting, mountNamespaceCause } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts. */
export const rule: UnitRule = {
  code: 'working-directory-in-kernel-file-system',
  effect: 'refuse',
  scope: 'unit',
  types: EXEC_TYPES,
  needs: ['WorkingDirectory'],
  *check(unit, { version }) {
    const item = execSetting(unit, 'WorkingDirectory');
    if (version < CHECKED_SINCE || !item || !isBelowApiVfs(item.text.replace(/^-/, ''))) return;
    const cause = mountNamespaceCause(unit, version);
    if (!cause) return;
    const { file, range } = itemPlace(cause);
    const key = cause.entry.directive.key;
    yield {
      ...itemPlace(item),
      message: say`WorkingDirectory= is below /proc, /sys or /dev, and ${key}= gives the unit its own mounts. systemd refuses the unit. Choose another directory, or remove ${key}=.`,
      related: [{ file: file.path, range, message: say`This gives the unit its own mounts.` }],
    };
  },
};

/** The first version that checks it when loading. */
const CHECKED_SINCE = 256;
