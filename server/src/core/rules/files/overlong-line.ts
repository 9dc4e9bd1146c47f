import type { LineRule } from '../../findings/rule.ts';
import { say, sentences } from '../../text/message.ts';

export const rule: LineRule = {
  code: 'overlong-line',
  effect: 'refuse',
  scope: 'line',
  *check({ file }) {
    // Nothing is read behind one.
    for (const node of file.tree.nodes.slice(-1)) {
      if (node.kind !== 'overlong') continue;
      const loss =
        file.kind.kind === 'drop-in'
          ? say`systemd drops the rest of this drop-in.`
          : say`systemd refuses the whole unit.`;
      yield {
        file,
        // systemd gives no line number with this one.
        scope: 'unit',
        range: { from: node.content.from, to: Math.min(node.content.to, node.content.from + 80) },
        message: sentences(
          say`This line, with its continuation lines, is longer than 1 MiB.`,
          loss,
          say`Split it, or keep the data in a file of its own.`,
        ),
      };
    }
  },
};
