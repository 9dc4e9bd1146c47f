import { editFix } from '../../findings/edits.ts';
import { assignmentRange } from '../../findings/places.ts';
import type { LineRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';

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
          message: say`DefaultInstance= is for templates, and ${file.kind.name.full} is not one. systemctl enable warns and ignores the line. Remove it.`,
          fixes: [editFix(say`Remove the line`, 'safe', file, { range: node.range, newText: '' })],
        };
      }
    }
  },
};
