import { editFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { execSetting } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts; before, in the verify function of each type. */
export const rule: UnitRule = {
  code: 'pam-without-group-kill',
  effect: 'refuse',
  scope: 'unit',
  types: ['service', 'socket', 'mount', 'swap'],
  *check(unit, { version }) {
    const pam = execSetting(unit, 'PAMName');
    const mode = execSetting(unit, 'KillMode');
    if (!pam || !mode || mode.text === 'control-group') return;
    const mixed = unit.type === 'service' || version >= MIXED_EVERYWHERE;
    if (mixed && mode.text === 'mixed') return;
    const { file, range } = itemPlace(pam);
    yield {
      ...itemPlace(mode),
      message: `With PAMName= the process that keeps the PAM session must be killed too, and KillMode=${mode.text} spares it. Use control-group${mixed ? ' or mixed' : ''}. systemd refuses the unit.`,
      related: [{ file: file.path, range, message: 'PAMName= is set here.' }],
      fixes: [editFix('Replace with control-group', 'unsafe', mode.entry.file, setValue(mode, 'control-group'))],
    };
  },
};

/** Before this version only services could have PAMName= with KillMode=mixed. */
const MIXED_EVERYWHERE = 257;
