import { removeFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { execSetting, privatePids } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts. */
export const rule: UnitRule = {
  code: 'pam-with-private-pids',
  effect: 'refuse',
  scope: 'unit',
  types: ['service'],
  needs: ['PAMName'],
  *check(unit, { version }) {
    const pids = privatePids(unit);
    const pam = execSetting(unit, 'PAMName');
    if (!pids || !pam || version < CHECKED_SINCE) return;
    const { file, range } = itemPlace(pids);
    yield {
      ...itemPlace(pam),
      message: say`PAMName= cannot be combined with PrivatePIDs=. systemd refuses the unit. Remove one of the two.`,
      fixes: [removeFix(pids, 'unsafe'), removeFix(pam, 'unsafe')],
      related: [{ file: file.path, range, message: say`PrivatePIDs= is set here.` }],
    };
  },
};

/** The first version that checks it when loading. */
const CHECKED_SINCE = 260;
