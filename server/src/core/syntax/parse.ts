import { endOfLine, hasPlainLines } from '../text/eol.ts';
import type { Range } from '../text/range.ts';
import { type Piece, PlainLine } from './logical.ts';
import { AssignmentNode, BareNode, HeaderNode, type PlacedLine, StrayNode, type TreeNode } from './nodes.ts';
import { type Header, type Kept, MOST_LINES, type Node, type Section, type UnitTree } from './tree.ts';

/**
 * Parses a unit file as systemd does (src/shared/conf-parser.c, config_parse and parse_line). Never fails.
 *
 * @param text The file, from `decodeUnit` or an editor.
 */
export function parse(text: string): UnitTree {
  const { nodes, lines } = readNodes(text);
  return treeOf(text, nodes, lines);
}

/** What the lines of a text come to. */
export interface Lines {
  readonly nodes: readonly TreeNode[];
  /** How many lines there are, each part of a continued line for itself. */
  readonly lines: number;
  /** Whether the last line ends in a backslash, so that a line behind it would continue it. */
  readonly isOpen: boolean;
}

export function treeOf(text: string, nodes: readonly TreeNode[], lines: number, kept?: Kept): UnitTree {
  return { text, nodes, sections: groupSections(nodes, text.length), lines, id: { size: nodes.length }, kept };
}

/** systemd's LONG_LINE_MAX, in bytes. */
const LONG_LINE_MAX = 1024 * 1024;

/** Reads the lines of a text, or of a part of one that begins where a line does. */
export function readNodes(text: string): Lines {
  const nodes: TreeNode[] = [];
  const plain = hasPlainLines(text);
  let bomSeen = false;
  let open: OpenLine | undefined;
  let at = 0;
  let lines = 0;
  while (at < text.length) {
    if (lines === MOST_LINES) {
      nodes.push(new BareNode('unread', { from: open?.from ?? at, end: text.length, next: text.length }));
      return { nodes, lines, isOpen: false };
    }
    lines++;
    const { end, next } = endOfLine(text, at, plain);
    if (tooLong(text, at, end)) {
      nodes.push(new BareNode('overlong', { from: open?.from ?? at, end: text.length, next: text.length }));
      return { nodes, lines, isOpen: false };
    }
    if (isComment(text, at, end)) {
      if (open) {
        if (open.comments === NO_COMMENTS) open.comments = [];
        open.comments.push({ from: at, to: end });
        open.end = end;
        open.next = next;
      } else {
        nodes.push(new BareNode('comment', { from: at, end, next }));
      }
      at = next;
      continue;
    }
    let start = at;
    if (!bomSeen && text.charCodeAt(at) === BOM) {
      bomSeen = true;
      start++;
    }
    const continues = endsWithOddBackslashes(text, start, end);
    if (!open && !continues) {
      const line = new PlainLine(text.slice(start, end), start);
      nodes.push(classify({ from: at, end, next, line, innerComments: NO_COMMENTS }));
      at = next;
      continue;
    }
    const part = continues ? `${text.slice(start, end - 1)} ` : text.slice(start, end);
    open ??= { from: at, text: '', bytes: 0, pieces: [], comments: NO_COMMENTS, end, next };
    open.pieces.push({ at: open.text.length, source: start });
    open.text += part;
    open.bytes += utf8Length(part);
    open.end = end;
    open.next = next;
    if (open.bytes > LONG_LINE_MAX) {
      nodes.push(new BareNode('overlong', { from: open.from, end: text.length, next: text.length }));
      return { nodes, lines, isOpen: false };
    }
    if (!continues) {
      nodes.push(joined(open));
      open = undefined;
    }
    at = next;
  }
  if (open) nodes.push(joined(open));
  return { nodes, lines, isOpen: open !== undefined };
}

/** The same for all lines, of which few have any. */
const NO_COMMENTS: Range[] = [];

interface OpenLine {
  readonly from: number;
  text: string;
  /** The length of the text as systemd counts it. */
  bytes: number;
  readonly pieces: Piece[];
  comments: Range[];
  end: number;
  next: number;
}

function joined({ from, end, next, text, pieces, comments }: OpenLine): TreeNode {
  return classify({ from, end, next, line: { text, pieces }, innerComments: comments });
}

function classify(placed: PlacedLine): TreeNode {
  const { text } = placed.line;
  const from = skipBlanks(text, 0);
  const to = skipBlanksBack(text, text.length, from);
  if (from === to) return new BareNode('blank', placed);
  if (text[from] === '[') return header(placed, from, to);
  const equals = text.indexOf('=', from);
  return equals < 0 || equals >= to ? new StrayNode(placed) : assignment(placed, from, equals, to);
}

function header(placed: PlacedLine, from: number, to: number): HeaderNode {
  const { text } = placed.line;
  const closed = text[to - 1] === ']' && to - 1 > from;
  return new HeaderNode(placed, text.slice(from + 1, closed ? to - 1 : to), from + 1, closed);
}

function assignment(placed: PlacedLine, from: number, equals: number, to: number): AssignmentNode {
  const { text } = placed.line;
  const keyTo = skipBlanksBack(text, equals, from);
  const valueAt = skipBlanks(text, equals + 1, to);
  const at = { keyAt: from, equalsAt: equals, valueAt };
  return new AssignmentNode(placed, text.slice(from, keyTo), text.slice(valueAt, to), at);
}

function groupSections(nodes: readonly Node[], length: number): Section[] {
  const sections: Section[] = [];
  let header: Header | undefined;
  let members: Node[] = [];
  let from = 0;
  const close = (to: number): void => {
    if (header || members.length > 0)
      sections.push({ header, name: header?.name ?? '', nodes: members, range: { from, to } });
  };
  for (const node of nodes) {
    if (node.kind === 'unread') {
      close(node.range.from);
      return sections;
    }
    if (node.kind !== 'header') {
      members.push(node);
      continue;
    }
    close(node.range.from);
    header = node;
    members = [];
    from = node.range.from;
  }
  close(length);
  return sections;
}

const BOM = 0xfeff;

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function skipBlanks(text: string, from: number, limit = text.length): number {
  let at = from;
  while (at < limit && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function skipBlanksBack(text: string, to: number, limit: number): number {
  let at = to;
  while (at > limit && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

function isComment(text: string, from: number, to: number): boolean {
  const at = skipBlanks(text, from, to);
  if (at >= to) return false;
  const code = text.charCodeAt(at);
  return code === 35 || code === 59;
}

function endsWithOddBackslashes(text: string, from: number, to: number): boolean {
  let count = 0;
  while (to - count > from && text.charCodeAt(to - count - 1) === 92) count++;
  return count % 2 === 1;
}

function tooLong(text: string, from: number, to: number): boolean {
  // Cheap first: a line cannot pass the limit while even three bytes for each unit would not.
  return (to - from) * 3 > LONG_LINE_MAX && utf8Length(text.slice(from, to)) >= LONG_LINE_MAX;
}

function utf8Length(text: string): number {
  return /[^\x00-\x7f]/.test(text) ? new TextEncoder().encode(text).length : text.length;
}
