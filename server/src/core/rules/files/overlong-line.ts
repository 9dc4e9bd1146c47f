import type { LineRule } from '../../findings/rule.ts';

export const rule: LineRule = {
  code: 'overlong-line',
  effect: 'refuse',
  scope: 'line',
  *check({ file }) {
    for (const node of file.tree.nodes) {
      if (node.kind !== 'overlong') continue;
      const loss =
        file.kind.kind === 'drop-in' ? 'systemd drops the rest of this drop-in.' : 'systemd refuses the whole unit.';
      yield {
        file,
        // systemd gives no line number with this one.
        scope: 'unit',
        range: { from: node.content.from, to: Math.min(node.content.to, node.content.from + 80) },
        message: `This line, with what continues it, is longer than 1 MiB. Split it, or keep the data in a file of its own. ${loss}`,
      };
    }
  },
};
