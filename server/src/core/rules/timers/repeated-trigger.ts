import { editFix } from '../../findings/edits.ts';
import { assignmentRange } from '../../findings/places.ts';
import type { UnitRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { analysisOf } from '../../workspace/analyse.ts';
import { filesOf, isTrigger } from '../../workspace/effective-unit.ts';

/** src/core/load-fragment.c, config_parse_trigger_unit. It takes all files of the unit to see, and systemd reports the line. */
export const rule: UnitRule = {
  code: 'repeated-trigger',
  effect: 'ignore',
  scope: 'unit',
  findsLines: true,
  types: ['timer', 'path'],
  *check(unit, settings) {
    const kept = unit.entries.find(isTrigger);
    if (!kept) return;
    const all = filesOf(unit).flatMap((file) => analysisOf(file, settings).entries.filter(isTrigger));
    for (const { file, node } of all.slice(all.indexOf(kept) + 1)) {
      yield {
        file,
        range: assignmentRange(node),
        scope: 'line',
        message: say`A second unit to start: this one already starts ${kept.node.value}, and only the first counts. systemd ignores this line. Remove one of the two lines, or let the first unit want the second.`,
        related: [{ file: kept.file.path, range: assignmentRange(kept.node), message: say`This line is in effect.` }],
        fixes: [editFix(say`Remove the line`, 'unsafe', file, { range: node.range, newText: '' })],
      };
    }
  },
};
