import { isKnownSection } from '../catalogue/catalogue.ts';
import type { LineRule } from './rule.ts';

export const rule: LineRule = {
  code: 'missing-equals',
  effect: 'ignore',
  scope: 'line',
  *check({ file }) {
    for (const section of file.tree.sections) {
      // Before the first header the line has another name, and what an unknown section holds is not looked at.
      if (!section.header || !isKnownSection(file.kind.type, section.name)) continue;
      for (const node of section.nodes) {
        if (node.kind !== 'stray') continue;
        yield {
          file,
          range: node.content,
          message:
            'This line has no "=". Write it as Key=value, or begin it with # to make it a comment. systemd ignores the line.',
          fixes: [
            {
              title: 'Make it a comment',
              safety: 'unsafe',
              changes: [
                {
                  kind: 'edit',
                  file: file.path,
                  edits: [{ range: { from: node.content.from, to: node.content.from }, newText: '# ' }],
                },
              ],
            },
          ],
        };
      }
    }
  },
};
