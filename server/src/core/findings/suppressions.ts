import type { Node } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { key } from '../workspace/memory.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/**
 * A comment that keeps findings from being shown: `# systemd-units: ignore=CODE` above a line. To systemd it is a comment like any other.
 * Codes are separated by commas, and what follows them after a space is a reason for people.
 */
export interface Suppression {
  /** `ignore`: of the next line, or the one that the comment stands in the middle of. `ignore-file`, `ignore-unit`: of all of it. */
  readonly reach: Reach;
  readonly codes: readonly SuppressedCode[];
  /** What of the file it covers; undefined for `ignore` with no line below. */
  readonly covers: Range | undefined;
  /** The comment with its line end. */
  readonly line: Range;
}

export type Reach = (typeof REACHES)[number];
export const REACHES = ['ignore', 'ignore-file', 'ignore-unit'] as const;

export interface SuppressedCode {
  readonly code: string;
  readonly range: Range;
}

/** A comment that begins as a suppression does and is none. */
export interface Malformed {
  readonly comment: Range;
}

export interface Suppressions {
  readonly found: readonly Suppression[];
  readonly malformed: readonly Malformed[];
}

/** The suppressions of a file, in its order. A file without the marker costs one search for it. */
export function suppressionsOf(file: UnitFile): Suppressions {
  if (!file.text.includes(MARKER)) return NONE;
  return file.memory.remember(SUPPRESSIONS, () => read(file));
}

/** What a comment begins with, behind its `#` or `;`. */
export const MARKER = 'systemd-units:';

const SUPPRESSIONS = key<Suppressions>('suppressions');
const NONE: Suppressions = { found: [], malformed: [] };

function read(file: UnitFile): Suppressions {
  const found: Suppression[] = [];
  const malformed: Malformed[] = [];
  const { nodes, text } = file.tree;
  const whole = { from: 0, to: text.length };
  let next: Node | undefined;
  // From the end, so that the line below a comment is known.
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index]!;
    if (node.kind === 'comment') take(node.content, node.range, next?.range);
    else if (node.kind !== 'blank') {
      next = node;
      if ('innerComments' in node) for (const one of node.innerComments.toReversed()) take(one, one, node.range);
    }
  }
  return { found: found.reverse(), malformed: malformed.reverse() };

  function take(comment: Range, line: Range, below: Range | undefined): void {
    const said = text.slice(comment.from, comment.to).trimEnd();
    const begin = BEGIN.exec(said);
    if (!begin) return;
    const match = FORM.exec(said.slice(begin[0].length));
    if (!match) {
      malformed.push({ comment });
      return;
    }
    const reach = match[1] as Reach;
    let at = comment.from + begin[0].length + reach.length + 1;
    const codes = match[2]!.split(',').map((code) => {
      const range = { from: at, to: at + code.length };
      at = range.to + 1;
      return { code, range };
    });
    found.push({ reach, codes, covers: reach === 'ignore' ? below : whole, line });
  }
}

/** How a comment begins that is one, or is meant to be. */
export const BEGIN = /^\s*[#;][ \t]*systemd-units:[ \t]*/;
const FORM = /^(ignore(?:-file|-unit)?)=([a-z0-9-]+(?:,[a-z0-9-]+)*)(?:[ \t].*)?$/;
