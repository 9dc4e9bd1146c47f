import { assignmentRange } from '../findings/places.ts';
import type { Range } from '../text/range.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** An entry of the outline. */
export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'section' | 'directive';
  readonly range: Range;
  readonly selection: Range;
  readonly children: readonly OutlineEntry[];
}

/** Sections and their directives, as the file has them (LSP textDocument/documentSymbol). */
export function symbols(file: UnitFile): readonly OutlineEntry[] {
  return file.tree.sections.flatMap((section) => {
    const { header } = section;
    if (!header) return [];
    const children = section.nodes.flatMap((node): OutlineEntry[] =>
      node.kind === 'assignment' && node.key !== ''
        ? [
            {
              name: node.key,
              detail: node.value,
              kind: 'directive',
              range: assignmentRange(node),
              selection: node.keyRange,
              children: [],
            },
          ]
        : [],
    );
    const last = section.nodes.findLast((node) => node.kind !== 'blank');
    const range = { from: header.content.from, to: last?.content.to ?? header.content.to };
    return [{ name: section.name || '[]', detail: '', kind: 'section', range, selection: header.content, children }];
  });
}
