import { editFix } from '../../findings/edits.ts';
import { assignmentRange } from '../../findings/places.ts';
import type { LineRule } from '../../findings/rule.ts';
import { DIRECTIVES } from '../../graph/written.ts';
import { say } from '../../text/message.ts';

/** src/core/load-fragment.c, config_parse_unit_deps and config_parse_unit_mounts_for: an empty value adds nothing, and empties nothing. */
export const rule: LineRule = {
  code: 'dependency-not-cleared',
  effect: 'advice',
  scope: 'line',
  *check({ file, analysis }) {
    const isDropIn = file.kind.kind === 'drop-in';
    const seen = new Set<string>();
    for (const { node, directive } of analysis.entries) {
      const { key, section } = directive;
      if (section !== 'Unit' || !(DIRECTIVES.has(key) || MOUNTS.has(key))) continue;
      if (node.value !== '') seen.add(key);
      // Left empty in a unit file it is a form that nobody filled in.
      else if (isDropIn || seen.has(key))
        yield {
          file,
          range: assignmentRange(node),
          message: say`An empty ${key}= clears nothing: dependencies only add up. systemd ignores the line. To be rid of one, copy the unit file to /etc/systemd and change it there.`,
          fixes: [editFix(say`Remove it`, 'safe', file, { range: node.range, newText: '' })],
        };
    }
  },
};

const MOUNTS: ReadonlySet<string> = new Set(['RequiresMountsFor', 'WantsMountsFor']);
