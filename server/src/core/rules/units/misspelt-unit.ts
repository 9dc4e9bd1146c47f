import { editFix } from '../../findings/edits.ts';
import type { WorkspaceRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { parseUnitName } from '../../values/unit-name.ts';
import { assignmentsReadBy, type EffectiveUnit, filesOf } from '../../workspace/effective-unit.ts';
import { installWords } from './install-words.ts';
import { likelyMeant, type NamedUnit, namedIn } from './named-units.ts';

/** systemd takes any name for that of a unit that may come later: src/core/unit.c, unit_add_dependency_by_name. */
export const rule: WorkspaceRule = {
  code: 'misspelt-unit',
  effect: 'advice',
  scope: 'workspace',
  *check(unit, _snapshot, others) {
    for (const { file, text, range } of namedUnits(unit)) {
      const name = parseUnitName(text);
      const meant = name && likelyMeant(name, unit.manager);
      if (!meant || !others.isMissing(text, file.path)) continue;
      yield {
        file,
        range,
        message: say`No unit ${text} here. systemd ignores a name that no unit has. Did you mean ${meant}?`,
        fixes: [editFix(say`Replace with ${meant}`, 'unsafe', file, { range, newText: meant })],
      };
    }
  },
};

/** The units that a unit's dependencies and its [Install] sections name. */
function* namedUnits(unit: EffectiveUnit): Iterable<NamedUnit> {
  for (const entry of assignmentsReadBy(unit, 'config_parse_unit_deps')) yield* namedIn(entry);
  for (const file of filesOf(unit)) {
    for (const { text, range } of installWords(file, ['WantedBy', 'RequiredBy', 'UpheldBy']))
      yield { file, text, range };
  }
}
