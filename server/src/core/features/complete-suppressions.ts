import { pageCodes, pageText, summaryOf } from '../findings/page.ts';
import { judged } from '../findings/run.ts';
import { ABOUT_SUPPRESSIONS } from '../findings/shown.ts';
import { BEGIN, REACHES } from '../findings/suppressions.ts';
import { nodeAt } from '../syntax/node-at.ts';
import type { Node } from '../syntax/tree.ts';
import { positionAt } from '../text/line-index.ts';
import { say } from '../text/message.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { type Completion, sortText } from './completion-entry.ts';

/**
 * What may be typed in a comment that suppresses findings, behind its `# systemd-units:`; nothing in other comments. What is found in the
 * line below comes first, then what is found in the file.
 *
 * @param end Where the word that the offset is in ends.
 */
export function suppressionCompletions(
  snapshot: Snapshot,
  file: UnitFile,
  offset: number,
  end: number,
): readonly Completion[] {
  const { line } = positionAt(file.lines, offset);
  const comment = file.text.slice(file.lines.starts[line]!, offset);
  const begin = BEGIN.exec(comment);
  if (!begin) return [];
  const said = comment.slice(begin[0].length);
  const offer = (word: string, typed: string, rank: number, more: boolean, about?: string): Completion => ({
    label: word,
    kind: 'keyword',
    range: { from: offset - typed.length, to: end },
    insert: word,
    snippet: false,
    detail: undefined,
    documentation: about === undefined ? undefined : say`${about}`,
    sort: sortText(rank, word),
    more,
  });
  if (/^[a-z-]*$/.test(said)) return REACHES.map((reach, rank) => offer(`${reach}=`, said, rank, true));
  const codes = CODES.exec(said);
  if (!codes) return [];
  const [, listed = '', typed = ''] = codes;
  const taken = new Set(listed.split(','));
  const next = below(file, offset);
  const ranks = new Map<string, number>();
  for (const { code, range } of judged(snapshot, file)) {
    const isBelow = next !== undefined && range.from >= next.range.from && range.from < next.range.to;
    if (isBelow || !ranks.has(code)) ranks.set(code, isBelow ? 0 : 1);
  }
  return pageCodes()
    .filter((code) => !taken.has(code) && !ABOUT_SUPPRESSIONS.has(code))
    .map((code) => offer(code, typed, ranks.get(code) ?? 2, false, summaryOf(pageText(code)!)));
}

const CODES = /^ignore(?:-file|-unit)?=((?:[a-z0-9-]+,)*)([a-z0-9-]*)$/;

/** The line that a comment is about: the next one that is no comment, or the one that it stands in the middle of. */
function below(file: UnitFile, offset: number): Node | undefined {
  const { nodes } = file.tree;
  const at = nodeAt(file.tree, offset);
  if (at?.kind !== 'comment') return at;
  for (let index = nodes.indexOf(at) + 1; index < nodes.length; index++) {
    const node = nodes[index]!;
    if (node.kind !== 'comment' && node.kind !== 'blank') return node;
  }
  return undefined;
}
