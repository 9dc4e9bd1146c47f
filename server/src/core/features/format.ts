import { sourceOffset } from '../syntax/logical.ts';
import type { Assignment, Header, Node } from '../syntax/tree.ts';
import { isBlank } from '../text/blank.ts';
import type { TextEdit } from '../text/edit.ts';
import type { Range } from '../text/range.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** What a person may want otherwise (LSP 3.17, FormattingOptions). What is left out is wanted. */
export interface FormatOptions {
  readonly trimTrailingWhitespace?: boolean | undefined;
  readonly insertFinalNewline?: boolean | undefined;
  readonly trimFinalNewlines?: boolean | undefined;
}

/**
 * The edits that format a unit file: no blanks around `=`, before keys and headers, and at the ends of lines; one blank line before each
 * section, and never two. systemd reads the same before and after (src/shared/conf-parser.c, parse_line). Comments and continued lines
 * stay where they are, and so does everything that is no comment, header or assignment.
 *
 * There are no edits for a text without a section, for one that something else makes a unit of, whose blanks may mean something, and for
 * one that ends its lines in several ways, which systemd pairs up in its own manner.
 *
 * @returns edits that do not overlap, in order.
 */
export function format(file: UnitFile, options: FormatOptions = {}): readonly TextEdit[] {
  const { text, tree } = file;
  const eol = lineEndOf(text);
  if (eol === undefined || !isFormatted(file)) return [];
  const edits = tree.nodes.flatMap((node) => gapsOf(node, text, options));
  for (const edit of betweenSections(tree.nodes, text, eol, options)) edits.push(edit);
  return edits
    .filter(({ range, newText }) => range.to > range.from || newText !== '')
    .sort((a, b) => a.range.from - b.range.from || a.range.to - b.range.to);
}

/** Whether there may be edits: see {@link format}. */
function isFormatted({ tree: { nodes }, kind }: UnitFile): boolean {
  if (kind.source || nodes.some((node) => node.kind === 'overlong' || node.kind === 'unread')) return false;
  return nodes.some((node) => node.kind === 'header' && node.closed);
}

/** Those edits of {@link format} that lie in a stretch of the text. */
export function formatWithin(file: UnitFile, stretch: Range, options?: FormatOptions): readonly TextEdit[] {
  return format(file, options).filter(({ range }) => range.from >= stretch.from && range.to <= stretch.to);
}

/**
 * The edits for the line that was just ended by a line break, and none beside it: whoever types goes on where they are.
 *
 * @param line The stretch of that line, without what ends it.
 */
export function formatTyped(file: UnitFile, line: Range, options: FormatOptions = {}): readonly TextEdit[] {
  const node = file.tree.nodes.find(({ range }) => range.to > line.from);
  if (!node || lineEndOf(file.text) === undefined || !isFormatted(file)) return [];
  return gapsOf(node, file.text, options).filter(({ range }) => range.from >= line.from && range.to <= line.to);
}

/** The edits that take the needless blanks out of one node. */
function gapsOf(node: Node, text: string, { trimTrailingWhitespace: trims = true }: FormatOptions): TextEdit[] {
  return Array.from(needless(node, text, trims), (range) => ({ range, newText: '' })).filter(
    ({ range }) => range.to > range.from,
  );
}

/** What ends each line of a text; undefined where not all lines end in the same way. */
function lineEndOf(text: string): string | undefined {
  if (text.includes('\0')) return undefined;
  if (!text.includes('\r')) return '\n';
  return /(?<!\r)\n|\r(?!\n)/.test(text) ? undefined : '\r\n';
}

/** The blanks of a node that are of no use. */
function* needless(node: Node, text: string, trims: boolean): Iterable<Range> {
  switch (node.kind) {
    case 'comment':
      if (trims) yield trailing(text, node.content);
      break;
    case 'header':
      if (node.closed && isOneLine(node)) {
        yield { from: sourceOffset(node.line, 0), to: node.nameRange.from - 1 };
        if (trims) yield trailing(text, node.content);
      }
      break;
    case 'assignment':
      if (node.key !== '') yield* ofAssignment(node, text, trims);
      break;
  }
}

function* ofAssignment(node: Assignment, text: string, trims: boolean): Iterable<Range> {
  const { line, keyRange, innerComments, content } = node;
  // Where the first line of a continued one ends: what is put off to the next lines stays there.
  const end = line.pieces[1]?.source ?? content.to;
  if (keyRange.to <= end) {
    yield { from: sourceOffset(line, 0), to: keyRange.from };
    const equals = text.indexOf('=', keyRange.to);
    if (equals < end) {
      yield { from: keyRange.to, to: equals };
      const value = sourceOffset(line, node.valueAt);
      if (node.value !== '' && value < end) yield { from: equals + 1, to: value };
    }
  }
  if (!trims) return;
  for (const comment of innerComments) yield trailing(text, comment);
  // A continuation that the file ends in may end with a comment.
  if (innerComments.at(-1)?.to !== content.to) yield trailing(text, content);
}

/**
 * The blanks at the end of a line. Behind a backslash they stay: without them it would continue the line.
 *
 * @param of Ends where the line does.
 */
function trailing(text: string, { from, to }: Range): Range {
  let at = to;
  while (at > from && isBlank(text[at - 1])) at--;
  return text[at - 1] === '\\' ? { from: to, to } : { from: at, to };
}

/** Edits of blank lines: those that are too many go, and those before sections are made. */
function* betweenSections(
  nodes: readonly Node[],
  text: string,
  eol: string,
  { insertFinalNewline, trimFinalNewlines, trimTrailingWhitespace }: FormatOptions,
): Iterable<TextEdit> {
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]!;
    if (!isEmpty(node, text)) {
      if (node.kind === 'header' && node.closed && needsBlankLine(nodes, index, text)) {
        const at = nodes[firstAbove(nodes, index, text)]!.range.from;
        yield { range: { from: at, to: at }, newText: eol };
      }
      continue;
    }
    let end = index;
    while (end + 1 < nodes.length && isEmpty(nodes[end + 1]!, text)) end++;
    const isLast = end === nodes.length - 1;
    const { range, content } = node;
    const to = nodes[end]!.range.to;
    if (index === 0 || isLast) {
      if (!isLast || trimFinalNewlines !== false) yield { range: { from: range.from, to }, newText: '' };
    } else {
      if (trimTrailingWhitespace !== false) yield { range: content, newText: '' };
      yield { range: { from: range.to, to }, newText: '' };
    }
    index = end;
  }
  const last = nodes.at(-1);
  const isEnded = !last || isEmpty(last, text) || last.range.to > last.content.to || text.endsWith('\\');
  if (!isEnded && insertFinalNewline !== false) yield { range: { from: text.length, to: text.length }, newText: eol };
}

/** Whether there is something above a section, and the comments that belong to it, that no blank line parts from it. */
function needsBlankLine(nodes: readonly Node[], header: number, text: string): boolean {
  const first = firstAbove(nodes, header, text);
  return first > 0 && !isEmpty(nodes[first - 1]!, text);
}

/** The index of the first of the comments right above a header. A directive that is commented out is of the section before. */
function firstAbove(nodes: readonly Node[], header: number, text: string): number {
  let at = header;
  while (at > 0) {
    const { kind, content } = nodes[at - 1]!;
    if (kind !== 'comment' || COMMENTED_OUT.test(text.slice(content.from, content.from + 200))) break;
    at--;
  }
  return at;
}

const COMMENTED_OUT = /^\s*[#;]\s*[A-Z][A-Za-z]*\s*=/;

/** A line of blanks alone. One that is continued, or has a byte order mark, is something else. */
function isEmpty({ kind, content }: Node, text: string): boolean {
  if (kind !== 'blank') return false;
  for (let at = content.from; at < content.to; at++) if (!isBlank(text[at])) return false;
  return true;
}

function isOneLine({ line, innerComments }: Header): boolean {
  return line.pieces.length === 1 && innerComments.length === 0;
}
