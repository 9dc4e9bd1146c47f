import type { Range } from '../text/range.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** A stretch that can be folded away. */
export interface Fold {
  readonly range: Range;
  readonly kind: 'section' | 'comment' | 'continuation';
}

/** Sections, runs of comments, and values over several lines (LSP textDocument/foldingRange). */
export function folds(file: UnitFile): readonly Fold[] {
  const out: Fold[] = [];
  for (const section of file.tree.sections) {
    const last = section.nodes.findLast((node) => node.kind !== 'blank');
    if (section.header && last)
      out.push({ kind: 'section', range: { from: section.header.content.from, to: last.content.to } });
  }
  let run: Range | undefined;
  const close = (): void => {
    if (run) out.push({ kind: 'comment', range: run });
    run = undefined;
  };
  for (const node of file.tree.nodes) {
    if (node.kind === 'comment') run = { from: run?.from ?? node.content.from, to: node.content.to };
    else close();
    if (node.kind === 'assignment' && node.line.pieces.length > 1)
      out.push({ kind: 'continuation', range: node.content });
  }
  close();
  return out;
}
