import { EXEC_TYPES } from '../../catalogue/unit-type.ts';
import { editFix } from '../../findings/edits.ts';
import { assignmentRange } from '../../findings/places.ts';
import type { LineRule } from '../../findings/rule.ts';
import type { Assignment } from '../../syntax/tree.ts';
import type { TextEdit } from '../../text/edit.ts';
import { lineEndOf } from '../../text/eol.ts';
import { say } from '../../text/message.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';

/** src/core/load-fragment.c of systems before 252, config_parse_exec_cpu_sched_prio: a priority is held to the policy set above it. */
export const rule: LineRule = {
  code: 'priority-without-policy',
  effect: 'ignore',
  scope: 'line',
  types: EXEC_TYPES,
  *check({ file, analysis, settings }) {
    if (settings.version >= CHECKED_AT_START) return;
    // What a drop-in comes after may have set the policy.
    let isRealTime = file.kind.kind === 'drop-in' ? undefined : false;
    for (const { node, directive, parsed } of analysis.entries) {
      if (parsed.outcome !== 'set') continue;
      const value = parsed.items[0] ?? '';
      if (directive.key === 'CPUSchedulingPolicy') isRealTime = value === 'fifo' || value === 'rr';
      if (directive.key !== 'CPUSchedulingPriority' || isRealTime === undefined) continue;
      if (isRealTime === Number(value) > 0) continue;
      yield {
        file,
        range: assignmentRange(node),
        message: isRealTime
          ? say`Priority 0 does not go with a real-time policy. systemd ignores the line. Write a number from 1 to 99.`
          : say`No real-time policy is set above this priority. systemd ${settings.version} ignores the line. Write CPUSchedulingPolicy=rr or fifo above it.`,
        fixes: isRealTime
          ? []
          : [editFix(say`Set CPUSchedulingPolicy=rr above it`, 'unsafe', file, policyAbove(file, node))],
      };
    }
  },
};

function policyAbove(file: UnitFile, { range }: Assignment): TextEdit {
  return { range: { from: range.from, to: range.from }, newText: `CPUSchedulingPolicy=rr${lineEndOf(file.text)}` };
}

const CHECKED_AT_START = 252;
