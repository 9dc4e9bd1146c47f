import { editFix } from '../../findings/edits.ts';
import { assignmentRange } from '../../findings/places.ts';
import type { LineRule } from '../../findings/rule.ts';

/** src/shared/install.c, config_parse_default_instance. */
export const rule: LineRule = {
  code: 'default-instance-without-template',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  *check({ file }) {
    if (!file.kind.name || file.kind.name.instance !== undefined) return;
    for (const section of file.tree.sections) {
      if (!section.header || section.name !== 'Install') continue;
      for (const node of section.nodes) {
        if (node.kind !== 'assignment' || node.key !== 'DefaultInstance') continue;
        yield {
          file,
          range: assignmentRange(node),
          message: `DefaultInstance= says which instance of a template to enable, and ${file.kind.name.full} is no template. Remove the line. systemctl enable warns about it and ignores it.`,
          fixes: [editFix('Remove the line', 'safe', file, { range: node.range, newText: '' })],
        };
      }
    }
  },
};
