import { editFix } from '../../findings/edits.ts';
import type { LineRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';

export const rule: LineRule = {
  code: 'missing-key',
  effect: 'ignore',
  scope: 'line',
  *check({ file, analysis }) {
    for (const { node } of analysis.strays) {
      if (node.kind !== 'assignment') continue;
      yield {
        file,
        range: node.content,
        message: say`No directive name before "=". systemd ignores the line. Add the name, or remove the line.`,
        fixes: [editFix(say`Remove the line`, 'safe', file, { range: node.range, newText: '' })],
      };
    }
  },
};
