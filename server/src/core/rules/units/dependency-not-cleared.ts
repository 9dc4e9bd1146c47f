import { editFix } from '../../findings/edits.ts';
import { assignmentRange } from '../../findings/places.ts';
import type { EntryRule, FileView } from '../../findings/rule.ts';
import { DIRECTIVES } from '../../graph/written.ts';
import { say } from '../../text/message.ts';
import { key } from '../../workspace/memory.ts';

/** src/core/load-fragment.c, config_parse_unit_deps and config_parse_unit_mounts_for: an empty value adds nothing, and empties nothing. */
export const rule: EntryRule = {
  code: 'dependency-not-cleared',
  effect: 'advice',
  scope: 'line',
  per: 'entry',
  concerns: ({ node, directive: { section, key } }) =>
    node.value === '' && section === 'Unit' && (DIRECTIVES.has(key) || MOUNTS.has(key)),
  *check({ file, node, directive: { key } }, view) {
    // Left empty in a unit file it is a form that nobody filled in.
    if (file.kind.kind !== 'drop-in' && (firstFilled(view).get(key) ?? Number.POSITIVE_INFINITY) > node.range.from)
      return;
    yield {
      file,
      range: assignmentRange(node),
      message: say`An empty ${key}= clears nothing: dependencies only add up. systemd ignores the line. To be rid of one, copy the unit file to /etc/systemd and change it there.`,
      fixes: [editFix(say`Remove it`, 'safe', file, { range: node.range, newText: '' })],
    };
  },
};

/** Where each directive of [Unit] has a value for the first time. */
function firstFilled({ analysis, memory }: FileView): ReadonlyMap<string, number> {
  return memory.remember(FIRST_FILLED, () => {
    const filled = new Map<string, number>();
    for (const { node, directive } of analysis.entries) {
      if (directive.section !== 'Unit' || node.value === '' || filled.has(directive.key)) continue;
      filled.set(directive.key, node.range.from);
    }
    return filled;
  });
}

const FIRST_FILLED = key<ReadonlyMap<string, number>>('directives that have values');

const MOUNTS: ReadonlySet<string> = new Set(['RequiresMountsFor', 'WantsMountsFor']);
