import type { Diagnostic } from '../diagnostic.ts';
import { nodeAt } from '../syntax/node-at.ts';
import { hasPlaceholder } from '../workspace/placeholders.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/**
 * Leaves out what is found on lines of a source, such as `foo.service.in`, that will be others in the unit file that is made of it: lines with
 * a placeholder, and those that are neither a header nor an assignment, which the tool understands that makes the file.
 */
export function withoutPlaceholders(file: UnitFile, found: Diagnostic[]): Diagnostic[] {
  if (!file.kind.source) return found;
  return found.filter(({ range }) => {
    const node = nodeAt(file.tree, range.from);
    if (node && node.kind !== 'assignment' && node.kind !== 'header') return false;
    const { from, to } = node?.range ?? range;
    return !hasPlaceholder(file, file.text.slice(from, to));
  });
}
