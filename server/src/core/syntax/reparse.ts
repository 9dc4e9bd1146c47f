import { detached } from '../text/detached.ts';
import { endOfLine } from '../text/eol.ts';
import { firstIndex } from '../text/first-index.ts';
import type { TreeNode } from './nodes.ts';
import { parse, readNodes, treeOf } from './parse.ts';
import { MOST_LINES, type UnitTree } from './tree.ts';

/**
 * Parses the next state of a file, with the nodes of the last one where the text is the same: those before the change as they are, those
 * behind it moved. The tree is the one that `parse` gives.
 *
 * Only the changed lines keep a text of their own. The others keep that of the state in which they were read, so that no more than one
 * old text is held by any number of key presses.
 *
 * @param before The last state. Its nodes are those of `parse` or `reparse`.
 */
export function reparse(before: UnitTree, text: string): UnitTree {
  const nodes = before.nodes as readonly TreeNode[];
  // A byte order mark counts once in a file, and systemd stops at a line that is too long: both depend on what is far away.
  if (nodes.length < FEW || text.includes(BOM) || before.text.includes(BOM) || isCut(nodes)) return parse(text);
  const by = text.length - before.text.length;
  const same = equalAtStart(before.text, text);
  const sameAtEnd = equalAtEnd(before.text, text, Math.min(before.text.length, text.length) - same);
  // A node less: of two characters that end a line together, one may have changed.
  const first = Math.max(0, firstEndingAt(nodes, same) - 1);
  const from = nodes[first]!.range.from;
  let behind = firstEndingAt(nodes, before.text.length - sameAtEnd + 1);
  for (let step = 1; ; step *= 2) {
    // Which characters end a line together is decided behind the last one that ends none.
    while (behind < nodes.length && !endsWithin(nodes[behind - 1], before.text.length - sameAtEnd)) behind++;
    const isLast = behind >= nodes.length;
    const to = isLast ? text.length : nodes[behind]!.range.from + by;
    const changed = readNodes(detached(text.slice(from, to)));
    const lines =
      before.lines -
      linesWithin(before.text, from, behind < nodes.length ? nodes[behind]!.range.from : before.text.length) +
      changed.lines;
    if (isCut(changed.nodes) || lines > MOST_LINES) return parse(text);
    // A line that is continued takes in what follows.
    if (!changed.isOpen || isLast) {
      const all = nodes.slice(0, first);
      for (const node of changed.nodes) all.push(node.moved(from));
      const kept = { of: before.id, first, behind: all.length, wasBehind: behind };
      for (let index = behind; index < nodes.length; index++) all.push(nodes[index]!.moved(by));
      return treeOf(text, all, lines, kept);
    }
    behind += step;
  }
}

/** Whether the last node is the rest of a text that was not read to its end. */
function isCut(nodes: readonly TreeNode[]): boolean {
  const last = nodes.at(-1)?.kind;
  return last === 'overlong' || last === 'unread';
}

/** How many lines a stretch of a text has that begins and ends where lines do. */
function linesWithin(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at = endOfLine(text, at).next) count++;
  return count;
}

/** A file with fewer nodes is parsed as quickly. */
const FEW = 100;

const BOM = '\ufeff';

/** How many characters two texts have in common at their beginning. */
function equalAtStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + CHUNK <= most && a.slice(at, at + CHUNK) === b.slice(at, at + CHUNK)) at += CHUNK;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many characters two texts have in common at their end, and `most` at most. */
function equalAtEnd(a: string, b: string, most: number): number {
  let count = 0;
  const chunk = (text: string): string => text.slice(text.length - count - CHUNK, text.length - count);
  while (count + CHUNK <= most && chunk(a) === chunk(b)) count += CHUNK;
  while (count < most && a.charCodeAt(a.length - count - 1) === b.charCodeAt(b.length - count - 1)) count++;
  return count;
}

/** Texts are compared in pieces of this length, which is quicker than character by character. */
const CHUNK = 1024;

/** Whether a node has a text that ends behind an offset. */
function endsWithin(node: TreeNode | undefined, offset: number): boolean {
  if (!node) return false;
  const { from, to } = node.content;
  return to > from && to > offset;
}

/** The index of the first node that ends at an offset or behind it. */
function firstEndingAt(nodes: readonly TreeNode[], offset: number): number {
  return firstIndex(nodes.length, (index) => nodes[index]!.range.to >= offset);
}
