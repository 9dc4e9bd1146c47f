import type { LineRule } from '../../findings/rule.ts';
import { MOST_LINES } from '../../syntax/tree.ts';
import { say } from '../../text/message.ts';

/** systemd has a limit for the length of a line, and none for their number. */
export const rule: LineRule = {
  code: 'too-many-lines',
  effect: 'advice',
  severity: 'information',
  scope: 'line',
  *check({ file }) {
    const rest = file.tree.nodes.at(-1);
    if (rest?.kind !== 'unread') return;
    const { from, to } = rest.content;
    yield {
      file,
      range: { from, to: Math.min(to, from + SHOWN) },
      message: say`From here on the file is not checked: it has more than ${MOST_LINES} lines. systemd reads all of them. Move settings into drop-ins, which are checked each for itself.`,
    };
  },
};

/** How much of the rest is marked, in characters. */
const SHOWN = 80;
