import type { Range } from '../text/range.ts';
import type { Logical } from './logical.ts';
import { sourceRange } from './logical.ts';

/**
 * A unit file, parsed without loss: the nodes' ranges follow one another without a gap and cover the text, so
 * joining their texts gives the file back. It holds what the file says, never what is wrong with it: rules judge.
 */
export interface UnitTree {
  readonly text: string;
  readonly nodes: readonly Node[];
  readonly sections: readonly Section[];
  /** How many lines of the text were read: {@link MOST_LINES} at most. */
  readonly lines: number;
  /** Stands for this tree without holding it. */
  readonly id: TreeId;
  /** What it has of the last state's tree, where it was made from that. */
  readonly kept: Kept | undefined;
}

/** The identity of a tree. */
export interface TreeId {
  readonly size: number;
}

/** Which nodes say the same as some of the last state's: all before `first`, and from `behind` on those that were at `wasBehind` and on. */
export interface Kept {
  readonly of: TreeId;
  readonly first: number;
  readonly behind: number;
  readonly wasBehind: number;
}

export type Node = Blank | Comment | Header | Assignment | Stray | Overlong | Unread;

interface NodeBase {
  /** All of the node, its line ends included. */
  readonly range: Range;
  /** The node without the line end that closes it. */
  readonly content: Range;
}

/** Lines with nothing on them. */
export interface Blank extends NodeBase {
  readonly kind: 'blank';
}

/** A line whose first character is `#` or `;`, outside of a continuation. */
export interface Comment extends NodeBase {
  readonly kind: 'comment';
}

interface LogicalNode extends NodeBase {
  readonly line: Logical;
  /** Comment lines that systemd skips in the middle of a continuation. */
  readonly innerComments: readonly Range[];
}

/** `[Name]`, or a line that begins like one: `closed` is false where the `]` at the end is missing. */
export interface Header extends LogicalNode {
  readonly kind: 'header';
  readonly name: string;
  readonly nameRange: Range;
  readonly closed: boolean;
}

/** `Key=value`, both stripped of white space. The key may be empty: systemd reports that, and the tree keeps it. */
export interface Assignment extends LogicalNode {
  readonly kind: 'assignment';
  readonly key: string;
  readonly keyRange: Range;
  readonly value: string;
  /** Where the value begins in `line.text`; with an empty value, where one would be typed. */
  readonly valueAt: number;
  readonly valueRange: Range;
}

/** Text that is neither comment, header nor assignment. */
export interface Stray extends LogicalNode {
  readonly kind: 'stray';
}

/** A line, or a joined continuation, of more than 1 MiB. systemd gives up on the file here; the rest is in the node. */
export interface Overlong extends NodeBase {
  readonly kind: 'overlong';
}

/** What follows the first {@link MOST_LINES} lines. systemd reads it, and it is not looked at here. It is part of no section. */
export interface Unread extends NodeBase {
  readonly kind: 'unread';
}

/**
 * The most lines that are read of a file. systemd has no such limit. A file of 16 MiB can have as many lines, each of which would take some
 * hundred bytes of memory.
 */
export const MOST_LINES = 100_000;

/** A header and what follows it up to the next header. What stands before the first header has `header: undefined`. */
export interface Section {
  readonly header: Header | undefined;
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly range: Range;
}

/** Where a stretch of an assignment's value, counted in the value, stands in the file. */
export function valueSource(node: Assignment, from: number, to: number): Range {
  return sourceRange(node.line, node.valueAt + from, node.valueAt + to);
}
