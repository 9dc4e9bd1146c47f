import { editFix } from '../../findings/edits.ts';
import { assignmentRange } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { analysisOf } from '../../workspace/analyse.ts';
import { isTrigger } from '../../workspace/effective-unit.ts';

/** src/core/load-fragment.c, config_parse_trigger_unit. It takes all files of the unit to see, and systemd reports the line. */
export const rule: UnitRule = {
  code: 'repeated-trigger',
  effect: 'ignore',
  scope: 'unit',
  types: ['timer', 'path'],
  *check(unit, settings) {
    const kept = unit.entries.find(isTrigger);
    if (!kept) return;
    const files = [unit.fragment, ...unit.dropIns].flatMap((file) => file ?? []);
    const all = files.flatMap((file) => analysisOf(file, settings).entries.filter(isTrigger));
    for (const { file, node } of all.slice(all.indexOf(kept) + 1)) {
      yield {
        file,
        range: assignmentRange(node),
        scope: 'line',
        message: `This unit already starts ${kept.node.value}, and can start one unit only. Remove one of the two lines, or let the one unit want the other. systemd ignores this line.`,
        related: [{ file: kept.file.path, range: assignmentRange(kept.node), message: 'This line is in force.' }],
        fixes: [editFix('Remove the line', 'unsafe', file, { range: node.range, newText: '' })],
      };
    }
  },
};
