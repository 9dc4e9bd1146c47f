import { sectionDoc } from '../catalogue/documentation.ts';
import { sectionsOf } from '../catalogue/unit-type.ts';
import type { Header } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { type Completion, sortText } from './completion-entry.ts';

/**
 * The headers of the sections that the file does not have yet.
 *
 * @param own The header that is being completed, which may stay as it is.
 */
export function sectionCompletions(file: UnitFile, range: Range, own?: Header): readonly Completion[] {
  const others = file.tree.sections.filter((section) => section.header && section.header !== own);
  const there = new Set(others.map((section) => section.name));
  const isLast = range.to >= file.text.trimEnd().length;
  return sectionsOf(file.kind.type)
    .filter((name) => !there.has(name))
    .map((name, index) => ({
      label: `[${name}]`,
      kind: 'section',
      range,
      insert: isLast ? `[${name}]\n` : `[${name}]`,
      snippet: false,
      detail: undefined,
      documentation: sectionDoc(name),
      sort: sortText(900 + index, ''),
      deprecated: false,
      more: isLast,
    }));
}
