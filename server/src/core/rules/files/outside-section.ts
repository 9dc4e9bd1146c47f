import type { LineRule } from '../../findings/rule.ts';

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
          message: `This line stands before the first section header. Put it below a header such as [Unit]. systemd ignores the line.`,
        };
      }
    }
  },
};
