import { endOfLine, hasPlainLines } from '../text/eol.ts';
import type { Range } from '../text/range.ts';
import type { Logical, Piece } from './logical.ts';
import { sourceOffset, sourceRange } from './logical.ts';
import type { Assignment, Header, Node, Section, UnitTree } from './tree.ts';

/**
 * Parses a unit file as systemd does (src/shared/conf-parser.c, config_parse and parse_line). Never fails.
 *
 * @param text The file, from `decodeUnit` or an editor.
 */
export function parse(text: string): UnitTree {
  const nodes = readNodes(text);
  return { text, nodes, sections: groupSections(nodes, text.length) };
}

/** systemd's LONG_LINE_MAX, in bytes. */
const LONG_LINE_MAX = 1024 * 1024;

function readNodes(text: string): Node[] {
  const nodes: Node[] = [];
  const plain = hasPlainLines(text);
  let bomSeen = false;
  let open: OpenLine | undefined;
  let at = 0;
  while (at < text.length) {
    const { end, next } = endOfLine(text, at, plain);
    const content: Range = { from: at, to: end };
    if (tooLong(text, at, end)) {
      nodes.push({
        kind: 'overlong',
        range: { from: open?.from ?? at, to: text.length },
        content: { from: open?.from ?? at, to: text.length },
      });
      return nodes;
    }
    if (isComment(text, at, end)) {
      if (open) {
        if (open.comments === NO_COMMENTS) open.comments = [];
        open.comments.push(content);
        open.end = end;
        open.next = next;
      } else {
        nodes.push({ kind: 'comment', range: { from: at, to: next }, content });
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
    const part = continues ? `${text.slice(start, end - 1)} ` : text.slice(start, end);
    if (open) {
      open.pieces.push({ at: open.text.length, source: start });
      open.text += part;
      open.bytes += utf8Length(part);
      open.end = end;
      open.next = next;
    } else {
      const pieces = [{ at: 0, source: start }];
      // Only the length of a line that goes on is asked for.
      const bytes = continues ? utf8Length(part) : 0;
      open = { from: at, text: part, bytes, pieces, comments: NO_COMMENTS, end, next };
    }
    if (open.bytes > LONG_LINE_MAX) {
      nodes.push({
        kind: 'overlong',
        range: { from: open.from, to: text.length },
        content: { from: open.from, to: text.length },
      });
      return nodes;
    }
    if (!continues) {
      nodes.push(classify(open));
      open = undefined;
    }
    at = next;
  }
  if (open) nodes.push(classify(open));
  return nodes;
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

function classify(open: OpenLine): Node {
  const line: Logical = { text: open.text, pieces: open.pieces };
  const base = {
    range: { from: open.from, to: open.next },
    content: { from: open.from, to: open.end },
    line,
    innerComments: open.comments,
  };
  const from = skipBlanks(open.text, 0);
  const to = skipBlanksBack(open.text, open.text.length, from);
  if (from === to) return { kind: 'blank', range: base.range, content: base.content };
  if (open.text[from] === '[') return header(base, from, to);
  const equals = open.text.indexOf('=', from);
  if (equals < 0 || equals >= to) return { kind: 'stray', ...base };
  return assignment(base, from, equals, to);
}

type LogicalBase = Pick<Header, 'range' | 'content' | 'line' | 'innerComments'>;

function header(base: LogicalBase, from: number, to: number): Header {
  const closed = base.line.text[to - 1] === ']' && to - 1 > from;
  const nameTo = closed ? to - 1 : to;
  return {
    kind: 'header',
    ...base,
    name: base.line.text.slice(from + 1, nameTo),
    nameRange: sourceRange(base.line, from + 1, nameTo),
    closed,
  };
}

function assignment(base: LogicalBase, from: number, equals: number, to: number): Assignment {
  const { line } = base;
  const keyTo = skipBlanksBack(line.text, equals, from);
  const valueAt = skipBlanks(line.text, equals + 1, to);
  return {
    kind: 'assignment',
    ...base,
    key: line.text.slice(from, keyTo),
    keyRange: sourceRange(line, from, keyTo),
    value: line.text.slice(valueAt, to),
    valueAt,
    valueRange: valueAt < to ? sourceRange(line, valueAt, to) : emptyAt(sourceOffset(line, equals) + 1),
  };
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

function emptyAt(offset: number): Range {
  return { from: offset, to: offset };
}

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
