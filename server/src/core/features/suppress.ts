import type { Diagnostic, Fix } from '../diagnostic.ts';
import { editFix } from '../findings/edits.ts';
import { INTERNAL_ERROR } from '../findings/internal-error.ts';
import { ABOUT_SUPPRESSIONS } from '../findings/shown.ts';
import { MARKER, type Reach, suppressionsOf } from '../findings/suppressions.ts';
import { nodeAt } from '../syntax/node-at.ts';
import { lineEndOf } from '../text/eol.ts';
import { say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { diagnosticsAt, type OfferedFix } from './fixes.ts';

/**
 * Comments that suppress what is found in or at a stretch of a file, for its line and for the whole file (LSP textDocument/codeAction,
 * quick fixes). A comment that is there already is given the code as well.
 */
export function suppressionsAt(snapshot: Snapshot, file: UnitFile, range: Range): readonly OfferedFix[] {
  const found = diagnosticsAt(snapshot, file, range).filter(
    ({ code }) => code !== INTERNAL_ERROR && !ABOUT_SUPPRESSIONS.has(code),
  );
  const byCode = new Map(found.toReversed().map((one) => [one.code, one]));
  return [...byCode.values()]
    .reverse()
    .flatMap((diagnostic) =>
      [inLine(file, diagnostic), inFile(file, diagnostic)]
        .filter((fix) => fix !== undefined)
        .map((fix) => ({ diagnostic, fix, preferred: false })),
    );
}

function inLine(file: UnitFile, { code, range }: Diagnostic): Fix | undefined {
  const node = nodeAt(file.tree, range.from);
  if (!node || node.kind === 'blank' || node.kind === 'comment') return undefined;
  if (hasMark(file) && node.range.from === 0) return undefined;
  return editFix(say`Ignore ${code} in this line`, 'unsafe', file, suppressing(file, 'ignore', node.range, code));
}

function inFile(file: UnitFile, { code }: Diagnostic): Fix {
  const whole = { from: 0, to: file.text.length };
  return editFix(say`Ignore ${code} in this file`, 'unsafe', file, suppressing(file, 'ignore-file', whole, code));
}

function suppressing(file: UnitFile, reach: Reach, covers: Range, code: string) {
  const present = suppressionsOf(file).found.findLast((one) => one.reach === reach && one.covers?.from === covers.from);
  const last = present?.codes.at(-1);
  if (last) return { range: { from: last.range.to, to: last.range.to }, newText: `,${code}` };
  // Above or behind a byte order mark nothing is a comment (src/shared/conf-parser.c, config_parse).
  const from = hasMark(file) && covers.from === 0 ? file.tree.nodes[0]!.range.to : covers.from;
  return { range: { from, to: from }, newText: `# ${MARKER} ${reach}=${code}${lineEndOf(file.text)}` };
}

function hasMark({ text }: UnitFile): boolean {
  return text.startsWith('\ufeff');
}
