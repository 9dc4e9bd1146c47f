import { sourceParts } from '../syntax/logical.ts';
import { nodeAt } from '../syntax/node-at.ts';
import type { Assignment } from '../syntax/tree.ts';
import { firstIndex } from '../text/first-index.ts';
import type { Range } from '../text/range.ts';
import type { Token, TokenKind } from '../values/grammar.ts';
import { analysisOf } from '../workspace/analyse.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** A stretch of one line and what stands there. */
export interface ValueToken {
  readonly range: Range;
  readonly kind: TokenKind;
}

/**
 * What stands where in the values of a stretch of a file, in order, none over another and none over a line's end (LSP
 * textDocument/semanticTokens/range): colours by meaning, which a TextMate grammar cannot know.
 */
export function valueTokens(snapshot: Snapshot, file: UnitFile, stretch: Range): readonly ValueToken[] {
  const { entries } = analysisOf(file, snapshot.settings);
  const begin = nodeAt(file.tree, stretch.from)?.range.from ?? 0;
  const out: ValueToken[] = [];
  for (let i = firstFrom(entries, begin); i < entries.length; i++) {
    const { node, parsed } = entries[i]!;
    if (node.range.from > stretch.to) break;
    for (const { kind, from, to } of flattened(parsed.tokens)) {
      for (const range of sourceParts(node.line, node.valueAt + from, node.valueAt + to)) out.push({ kind, range });
    }
  }
  return out;
}

/** The index of the first entry that begins at an offset or behind it. */
function firstFrom(entries: readonly { readonly node: Assignment }[], offset: number): number {
  return firstIndex(entries.length, (index) => entries[index]!.node.range.from >= offset);
}

/** If a token lies inside another, the outer one is split around it. */
function flattened(tokens: readonly Token[]): Token[] {
  if (tokens.length < 2) return [...tokens];
  const sorted = [...tokens].sort((a, b) => a.from - b.from || b.to - a.to);
  const out: Token[] = [];
  const open: Token[] = [];
  let at = 0;
  const put = (token: Token, to: number): void => {
    if (to > at) out.push({ kind: token.kind, from: at, to });
    at = Math.max(at, to);
  };
  const close = (until: number): void => {
    for (let top = open.at(-1); top && top.to <= until; top = open.at(-1)) {
      put(top, top.to);
      open.pop();
    }
  };
  for (const token of sorted) {
    close(token.from);
    const outer = open.at(-1);
    if (outer) put(outer, token.from);
    at = Math.max(at, token.from);
    open.push(token);
  }
  close(Number.POSITIVE_INFINITY);
  return out;
}
