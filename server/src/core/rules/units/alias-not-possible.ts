import { editFix } from '../../findings/edits.ts';
import { assignmentRange } from '../../findings/places.ts';
import type { LineRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';

/** src/shared/install.c, config_parse_alias; src/basic/unit-def.c, unit_type_may_alias. */
export const rule: LineRule = {
  code: 'alias-not-possible',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  types: ['mount', 'automount', 'swap', 'slice', 'scope'],
  *check({ file }) {
    for (const section of file.tree.sections) {
      if (!section.header || section.name !== 'Install') continue;
      for (const node of section.nodes) {
        if (node.kind !== 'assignment' || node.key !== 'Alias' || node.value === '') continue;
        yield {
          file,
          range: assignmentRange(node),
          message: say`Alias= is not possible for a .${file.kind.type} unit, whose name says what it stands for. systemctl enable warns and ignores the line. Remove it.`,
          fixes: [editFix(say`Remove the line`, 'safe', file, { range: node.range, newText: '' })],
        };
      }
    }
  },
};
