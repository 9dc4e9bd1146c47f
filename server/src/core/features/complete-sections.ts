import { sectionDoc } from '../catalogue/documentation.ts';
import { ownSection, sectionsOf, UNIT_TYPES } from '../catalogue/unit-type.ts';
import type { Header } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { typeBySections } from '../workspace/untitled.ts';
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
  return possibleSections(file)
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
      more: isLast,
    }));
}

/** Those of the file's type; of every type while a document that was never saved can still become anything. */
function possibleSections({ kind, text }: UnitFile): readonly string[] {
  const open = kind.kind === 'fragment' && kind.untitled && typeBySections(text) === undefined;
  return open ? ['Unit', ...UNIT_TYPES.map(ownSection), 'Install'] : sectionsOf(kind.type);
}
