import type { LineRule } from '../../findings/rule.ts';
import { isBadSectionName } from '../../workspace/analyse.ts';

export const rule: LineRule = {
  code: 'bad-section-header',
  effect: 'refuse',
  scope: 'line',
  *check({ file, settings }) {
    for (const node of file.tree.nodes) {
      if (node.kind !== 'header') continue;
      if (node.closed && !isBadSectionName(node.name, settings.version)) continue;
      const reason = node.closed
        ? 'The name of a section must not be empty, nor hold quotes, backslashes, glob characters or control characters.'
        : 'A section header must end with "]", with nothing after it.';
      const loss =
        file.kind.kind === 'drop-in' ? 'systemd drops the rest of this drop-in.' : 'systemd refuses the whole unit.';
      const from = node.line.text.indexOf(']');
      const fix = !node.closed && from < 0;
      yield {
        file,
        range: node.content,
        message: `${reason} ${loss}`,
        fixes: fix
          ? [
              {
                title: 'Add the missing "]"',
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
