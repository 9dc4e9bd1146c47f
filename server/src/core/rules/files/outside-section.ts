import type { LineRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';

export const rule: LineRule = {
  code: 'outside-section',
  effect: 'ignore',
  scope: 'line',
  *check({ file }) {
    for (const section of file.tree.sections) {
      if (section.header) return;
      for (const node of section.nodes) {
        if (node.kind !== 'assignment' && node.kind !== 'stray') continue;
        yield {
          file,
          range: node.content,
          message: say`This line is outside of any section. systemd ignores it. Move it below a section header such as [Unit].`,
        };
      }
    }
  },
};
