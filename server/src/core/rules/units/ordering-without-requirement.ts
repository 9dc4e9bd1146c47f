import { addToSection, editFix } from '../../findings/edits.ts';
import { valuePlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { hasDefaultDependencies } from '../../graph/texts.ts';
import { say } from '../../text/message.ts';
import { items } from '../../workspace/effective-unit.ts';

/** Ordering alone starts nothing, and network-online.target is passive: nobody starts it unless a unit asks for it. */
export const rule: UnitRule = {
  code: 'ordering-without-requirement',
  effect: 'advice',
  severity: 'hint',
  scope: 'unit',
  types: ['service', 'socket', 'mount', 'timer', 'path', 'target'],
  needs: ['After'],
  *check(unit) {
    // Only the system manager has the target.
    if (unit.manager === 'user') return;
    const after = items(unit, 'Unit', 'After').find((item) => item.text === ONLINE);
    if (!after) return;
    // What starts that early must not wait for it at all.
    if ((unit.type === 'socket' || unit.type === 'path') && hasDefaultDependencies(unit)) return;
    const pulled = PULLING.some((key) => items(unit, 'Unit', key).some((item) => item.text === ONLINE));
    if (pulled) return;
    const { file } = after.entry;
    yield {
      ...valuePlace(after),
      message: say`After=${ONLINE} alone does not start that target. If no other unit wants it, this unit waits for nothing. Add Wants=${ONLINE}.`,
      fixes: [editFix(say`Add Wants=${ONLINE}`, 'safe', file, addToSection(file, 'Unit', `Wants=${ONLINE}`))],
    };
  },
};

const ONLINE = 'network-online.target';

const PULLING = ['Wants', 'Requires', 'BindsTo', 'Upholds', 'Requisite'];
