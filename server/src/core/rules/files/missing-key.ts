import { isKnownSection } from '../../catalogue/catalogue.ts';
import type { LineRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';

export const rule: LineRule = {
  code: 'missing-key',
  effect: 'ignore',
  scope: 'line',
  *check({ file }) {
    for (const section of file.tree.sections) {
      if (!section.header || !isKnownSection(file.kind.type, section.name)) continue;
      for (const node of section.nodes) {
        if (node.kind !== 'assignment' || node.key !== '') continue;
        yield {
          file,
          range: node.content,
          message: say`No directive name before "=". systemd ignores the line. Add the name, or remove the line.`,
        };
      }
    }
  },
};
