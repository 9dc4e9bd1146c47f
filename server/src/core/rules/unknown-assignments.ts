import { directive, isKnownSection } from '../catalogue/catalogue.ts';
import type { Assignment } from '../syntax/tree.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** The assignments in known sections whose key systemd does not know there, `X-` names aside. */
export function* unknownAssignments(file: UnitFile, version: number): Iterable<{ node: Assignment; section: string }> {
  for (const section of file.tree.sections) {
    if (!section.header || !isKnownSection(file.kind.type, section.name)) continue;
    for (const node of section.nodes) {
      if (node.kind !== 'assignment' || node.key === '' || node.key.startsWith('X-')) continue;
      if (!directive(section.name, node.key, version)) yield { node, section: section.name };
    }
  }
}
