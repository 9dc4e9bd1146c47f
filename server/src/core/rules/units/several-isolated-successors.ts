import { editFix } from '../../findings/edits.ts';
import { itemPlace, valuePlace } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { parseBoolean } from '../../values/keywords/boolean.ts';
import { type EffectiveUnit, items, lastAssignment } from '../../workspace/effective-unit.ts';

/** src/core/unit.c, unit_load and unit_validate_on_failure_job_mode. */
export const rule: UnitRule = {
  code: 'several-isolated-successors',
  effect: 'refuse',
  scope: 'unit',
  needs: ['OnSuccess', 'OnFailure'],
  *check(unit) {
    for (const key of ['OnSuccess', 'OnFailure']) {
      const mode = jobMode(unit, key);
      if (mode?.text !== 'isolate') continue;
      // Dependencies on the unit itself, and those of units that cannot fail, are dropped before.
      if (key === 'OnFailure' && (unit.type === 'slice' || unit.type === 'device')) continue;
      const named = items(unit, 'Unit', key).filter((item) => item.text !== unit.name.full);
      const second = named.find((item) => item.text !== named[0]?.text);
      if (!second) continue;
      const { file, range } = itemPlace(mode);
      const { node } = mode.entry;
      const value = mode.entry.directive.key === 'OnFailureIsolate' ? 'no' : 'replace';
      const edit = { range: node.valueRange, newText: value };
      yield {
        ...valuePlace(second),
        message: say`${key}= names several units, and with ${mode.entry.directive.key}=${mode.entry.node.value} each would stop the others. systemd refuses the unit. Name one unit, for example a target, or choose another mode.`,
        fixes: [editFix(say`Set ${node.key}=${value}`, 'unsafe', file, edit)],
        related: [{ file: file.path, range, message: say`The mode is set here.` }],
      };
    }
  },
};

/** The job mode, which OnFailure= can get in two ways: the later line wins. */
function jobMode(unit: EffectiveUnit, key: string) {
  const keys = key === 'OnFailure' ? ['OnFailureJobMode', 'OnFailureIsolate'] : [`${key}JobMode`];
  const mode = lastAssignment(unit, 'Unit', keys);
  if (!mode) return undefined;
  const { value } = mode.node;
  const text = mode.directive.key === 'OnFailureIsolate' ? (parseBoolean(value) ? 'isolate' : 'replace') : value;
  return { text, entry: mode };
}
