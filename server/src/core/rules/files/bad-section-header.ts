import type { LineRule } from '../../findings/rule.ts';
import { say, sentences } from '../../text/message.ts';
import { isBadSectionName } from '../../workspace/analyse.ts';

export const rule: LineRule = {
  code: 'bad-section-header',
  effect: 'refuse',
  scope: 'line',
  *check({ file, settings }) {
    for (const node of file.tree.nodes) {
      if (node.kind !== 'header') continue;
      if (node.closed && !isBadSectionName(node.name, settings.version)) continue;
      const fault = node.closed ? say`This section name is invalid.` : say`This section header does not end with "]".`;
      const remedy = node.closed
        ? say`Write a name, without quotes, backslashes, glob characters and control characters.`
        : say`End it with "]", which nothing may follow.`;
      const loss =
        file.kind.kind === 'drop-in'
          ? say`systemd drops the rest of this drop-in.`
          : say`systemd refuses the whole unit.`;
      const from = node.line.text.indexOf(']');
      const fix = !node.closed && from < 0;
      yield {
        file,
        range: node.content,
        message: sentences(fault, loss, remedy),
        fixes: fix
          ? [
              {
                title: say`Add the missing "]"`,
                safety: 'safe',
                changes: [
                  {
                    kind: 'edit',
                    file: file.path,
                    edits: [{ range: { from: node.nameRange.to, to: node.nameRange.to }, newText: ']' }],
                  },
                ],
              },
            ]
          : [],
      };
    }
  },
};
