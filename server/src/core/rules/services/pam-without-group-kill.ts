import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import { editFix, setValue } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { execSetting } from './exec-facts.ts';

/** src/core/unit.c, unit_verify_contexts; before, in the verify function of each type. */
export const rule: UnitRule = {
  code: 'pam-without-group-kill',
  effect: 'refuse',
  scope: 'unit',
  types: EXEC_TYPES,
  needs: ['PAMName'],
  *check(unit, { version }) {
    const pam = execSetting(unit, 'PAMName');
    const mode = execSetting(unit, 'KillMode');
    if (!pam || !mode || mode.text === 'control-group') return;
    const mixed = unit.type === 'service' || version >= MIXED_EVERYWHERE;
    if (mixed && mode.text === 'mixed') return;
    const { file, range } = itemPlace(pam);
    yield {
      ...itemPlace(mode),
      message: mixed
        ? say`PAMName= cannot be combined with KillMode=${mode.text}. systemd refuses the unit. Use control-group or mixed, so that the process of the PAM session is killed too.`
        : say`PAMName= cannot be combined with KillMode=${mode.text}. systemd refuses the unit. Use control-group, so that the process of the PAM session is killed too.`,
      related: [{ file: file.path, range, message: say`PAMName= is set here.` }],
      fixes: [editFix(say`Replace with control-group`, 'unsafe', mode.entry.file, setValue(mode, 'control-group'))],
    };
  },
};

/** Before this version only services could have PAMName= with KillMode=mixed. */
const MIXED_EVERYWHERE = 257;
