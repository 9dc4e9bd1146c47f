import { addToSection, editFix } from '../../findings/edits.ts';
import { itemPlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { execSetting } from './exec-facts.ts';

/** src/core/execute.c, setup_output: what is not set is inherited from standard input, down to standard error. */
export const rule: UnitRule = {
  code: 'errors-sent-to-client',
  effect: 'advice',
  severity: 'hint',
  scope: 'unit',
  types: ['service'],
  needs: ['StandardInput'],
  *check(unit) {
    // What Accept=no passes on is the listening socket: writing to it fails, and the client gets nothing.
    if (unit.name.instance === undefined) return;
    const input = execSetting(unit, 'StandardInput');
    if (input?.text !== 'socket') return;
    const output = execSetting(unit, 'StandardOutput')?.text ?? 'inherit';
    const error = execSetting(unit, 'StandardError');
    if (error || (output !== 'inherit' && output !== 'socket')) return;
    const { file } = input.entry;
    yield {
      ...itemPlace(input),
      message: say`Standard error goes to the client too, in the middle of the reply. Add StandardError=journal to log it instead, or StandardError=inherit if that is intended.`,
      fixes: [
        editFix(say`Add StandardError=journal`, 'unsafe', file, addToSection(file, 'Service', 'StandardError=journal')),
      ],
    };
  },
};
