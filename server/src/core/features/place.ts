import { logicalOffset } from '../syntax/logical.ts';
import { nodeAt, sectionAt } from '../syntax/node-at.ts';
import type { Assignment, Header, Section } from '../syntax/tree.ts';
import { contains } from '../text/range.ts';
import type { Token } from '../values/grammar.ts';
import { analysisOf, type Entry, entryOf } from '../workspace/analyse.ts';
import type { Settings } from '../workspace/settings.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** What stands at an offset of a unit file: what every feature asks first. */
export type Place =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'key'; readonly node: Assignment; readonly section: string; readonly entry: Entry | undefined }
  | {
      readonly kind: 'value';
      readonly node: Assignment;
      readonly section: string;
      readonly entry: Entry | undefined;
      /** The offset counted in the value. */
      readonly offset: number;
      /** The same offset in the file. */
      readonly source: number;
    }
  | { readonly kind: 'comment' }
  /** Where a new line would be begun: an empty line, or a line with no `=` yet. */
  | { readonly kind: 'line'; readonly section: Section | undefined; readonly from: number; readonly text: string };

/** Tells what stands at an offset. The offset before the `=` belongs to the key, the one after it to the value. */
export function placeAt(file: UnitFile, offset: number, settings: Settings): Place {
  const node = nodeAt(file.tree, offset);
  const section = sectionAt(file.tree, offset);
  switch (node?.kind) {
    case 'header':
      // After the header's own line the next one begins, which is in the section but not on the header.
      return offset <= node.content.to ? { kind: 'header', header: node } : lineAt(file, offset, section);
    case 'comment':
      return offset <= node.content.to ? { kind: 'comment' } : lineAt(file, offset, section);
    case 'assignment': {
      if (offset > node.content.to) return lineAt(file, offset, section);
      if (node.innerComments.some((comment) => contains(comment, offset))) return { kind: 'comment' };
      const entry = entryOf(analysisOf(file, settings), node);
      const name = section?.name ?? '';
      const at = logicalOffset(node.line, offset);
      const equals = node.line.text.indexOf('=');
      if (at <= equals) return { kind: 'key', node, section: name, entry };
      const inValue = Math.max(0, Math.min(at - node.valueAt, node.line.text.length - node.valueAt));
      return { kind: 'value', node, section: name, entry, offset: inValue, source: offset };
    }
    default:
      return lineAt(file, offset, section);
  }
}

/** The white space behind a value is not part of it, except where a further word is about to be typed. */
export function typedSoFar({ node, offset }: Place & { kind: 'value' }): { value: string; offset: number } {
  if (node.value === '') return { value: '', offset: 0 };
  if (offset <= node.value.length) return { value: node.value, offset };
  return { value: node.line.text.slice(node.valueAt, node.valueAt + offset), offset };
}

/**
 * The token of an assignment's value that an offset is on: the one that goes on behind it before the one that ends there, the shortest
 * where several cover it, and of those the last, as grammars name the whole before its parts.
 */
export function tokenAt(entry: Entry, offset: number): Token | undefined {
  const { tokens } = entry.parsed;
  const on = tokens.filter((token) => token.from <= offset && offset < token.to);
  return shortest(on) ?? shortest(tokens.filter((token) => token.to === offset));
}

function shortest(tokens: readonly Token[]): Token | undefined {
  return tokens.reduce<Token | undefined>(
    (best, token) => (best && best.to - best.from < token.to - token.from ? best : token),
    undefined,
  );
}

function lineAt(file: UnitFile, offset: number, section: Section | undefined): Place {
  const { text } = file;
  let from = offset;
  while (from > 0 && !isLineEnd(text.charCodeAt(from - 1))) from--;
  while (from < offset && (text[from] === ' ' || text[from] === '\t')) from++;
  return { kind: 'line', section, from, text: text.slice(from, offset) };
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0;
}
