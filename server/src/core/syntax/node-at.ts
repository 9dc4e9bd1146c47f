import { firstIndex } from '../text/first-index.ts';
import type { Node, Section, UnitTree } from './tree.ts';

/** The node that holds the offset. On the border between two the later one wins, as a cursor at a line's start means that line. */
export function nodeAt(tree: UnitTree, offset: number): Node | undefined {
  const { nodes } = tree;
  return nodes[Math.max(0, firstIndex(nodes.length, (index) => nodes[index]!.range.from > offset) - 1)];
}

/** The section that the offset is in; before the first header, the nameless one or none. */
export function sectionAt(tree: UnitTree, offset: number): Section | undefined {
  let found: Section | undefined;
  for (const section of tree.sections) {
    if (section.range.from > offset) break;
    found = section;
  }
  return found;
}
