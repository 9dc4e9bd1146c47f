import { editFix } from '../../findings/edits.ts';
import { pageCodes, pageText } from '../../findings/page.ts';
import type { LineRule } from '../../findings/rule.ts';
import { MARKER, suppressionsOf } from '../../findings/suppressions.ts';
import { say } from '../../text/message.ts';
import { nearest } from '../../text/nearest.ts';

/** A comment to systemd, whatever it says. */
export const rule: LineRule = {
  code: 'bad-suppression',
  effect: 'advice',
  severity: 'warning',
  scope: 'line',
  *check({ file }) {
    const { found, malformed } = suppressionsOf(file);
    for (const { comment } of malformed) {
      yield {
        file,
        range: comment,
        message: say`This comment suppresses no finding: it is not understood. systemd reads it as a comment. Write # ${MARKER} ${'ignore=CODE'}, with ${'ignore-file='} for the whole file or ${'ignore-unit='} for the unit and its drop-ins, several codes with commas and no spaces, and a reason behind a space.`,
      };
    }
    for (const { codes } of found) {
      for (const { code, range } of codes) {
        if (pageText(code) !== undefined) continue;
        const meant = nearest(code, pageCodes());
        yield {
          file,
          range,
          message:
            meant === undefined
              ? say`There is no finding ${code}, so that nothing is suppressed. systemd reads the line as a comment. Write the code that stands behind a finding.`
              : say`There is no finding ${code}, so that nothing is suppressed. systemd reads the line as a comment. Write ${meant}, which was most likely meant.`,
          ...(meant !== undefined && {
            fixes: [editFix(say`Replace with ${meant}`, 'safe', file, { range, newText: meant })],
          }),
        };
      }
    }
  },
};
