import { editFix } from '../../findings/edits.ts';
import { assignmentRange } from '../../findings/places.ts';
import type { LineRule } from '../../findings/rule.ts';

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
          message: `A .${file.kind.type} unit has the one name that says what it stands for, so Alias= is not possible. Remove the line. systemctl enable warns about it and ignores it.`,
          fixes: [editFix('Remove the line', 'safe', file, { range: node.range, newText: '' })],
        };
      }
    }
  },
};
