import { editFix } from '../../findings/edits.ts';
import { pageText } from '../../findings/page.ts';
import type { LineRule } from '../../findings/rule.ts';
import { type SuppressedCode, type Suppression, suppressionsOf } from '../../findings/suppressions.ts';
import type { TextEdit } from '../../text/edit.ts';
import { say } from '../../text/message.ts';

/** Finds every code that a comment suppresses. What is shown in the end are those that suppress nothing (`findings/shown`). */
export const rule: LineRule = {
  code: 'unused-suppression',
  effect: 'advice',
  severity: 'hint',
  scope: 'line',
  *check({ file }) {
    for (const suppression of suppressionsOf(file).found) {
      for (const one of suppression.codes) {
        if (pageText(one.code) === undefined) continue;
        yield {
          file,
          range: one.range,
          message: say`${one.code} is not found here, so that nothing is suppressed. systemd reads the line as a comment. Remove the code.`,
          fixes: [editFix(say`Remove ${one.code}`, 'safe', file, removed(suppression, one))],
          tags: ['unnecessary'],
        };
      }
    }
  },
};

/** Takes the code out, with its comma, or the comment where it was the only one. */
function removed({ codes, line }: Suppression, one: SuppressedCode): TextEdit {
  if (codes.length === 1) return { range: line, newText: '' };
  const { from, to } = one.range;
  return { range: one === codes[0] ? { from, to: to + 1 } : { from: from - 1, to }, newText: '' };
}
