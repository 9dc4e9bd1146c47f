import { sectionsWith } from '../../catalogue/catalogue.ts';
import type { Fix } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import type { LineRule } from '../../findings/rule.ts';
import type { Assignment, Stray } from '../../syntax/tree.ts';
import { lineEndOf } from '../../text/eol.ts';
import { say } from '../../text/message.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';

export const rule: LineRule = {
  code: 'outside-section',
  effect: 'ignore',
  scope: 'line',
  *check({ file, settings }) {
    for (const section of file.tree.sections) {
      if (section.header) return;
      for (const node of section.nodes) {
        if (node.kind !== 'assignment' && node.kind !== 'stray') continue;
        yield {
          file,
          range: node.content,
          message: say`This line is outside of any section. systemd ignores it. Move it below a section header such as [Unit].`,
          fixes: headerAbove(file, node, settings.version),
        };
      }
    }
  },
};

/** The header of the section that knows the directive, above its line: the next one that is of another section needs one as well. */
function headerAbove(file: UnitFile, node: Assignment | Stray, version: number): readonly Fix[] {
  const homes = node.kind === 'assignment' ? sectionsWith(node.key, version, file.kind.type) : [];
  const [home] = homes;
  if (home === undefined || homes.length > 1 || file.text.startsWith('\ufeff')) return [];
  const edit = {
    range: { from: node.range.from, to: node.range.from },
    newText: `[${home}]${lineEndOf(file.text)}`,
  };
  return [editFix(say`Put [${home}] above it`, 'unsafe', file, edit)];
}
