import { sectionsWith } from '../../catalogue/catalogue.ts';
import type { FileChange } from '../../diagnostic.ts';
import type { LineRule } from '../../findings/rule.ts';
import type { Assignment } from '../../syntax/tree.ts';
import { anyOf, say } from '../../text/message.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';
import { unknownAssignments } from './unknown-assignments.ts';

export const rule: LineRule = {
  code: 'misplaced-directive',
  effect: 'ignore',
  scope: 'line',
  *check({ file, analysis, settings }) {
    for (const { node, section } of unknownAssignments(analysis)) {
      const homes = sectionsWith(node.key, settings.version, file.kind.type);
      const home = homes[0];
      if (!home) continue;
      const sections = anyOf(homes.map((name) => `[${name}]`));
      yield {
        file,
        range: node.keyRange,
        message: say`${node.key}= belongs in ${sections}, not in [${section}]. systemd ignores the line. Move it to ${sections}.`,
        fixes: [{ title: say`Move to [${home}]`, safety: 'safe', changes: [move(file, node, home)] }],
      };
    }
  },
};

/** Takes the assignment out and puts it at the end of its section, which is made where the file has none. */
function move(file: UnitFile, node: Assignment, home: string): FileChange {
  const { text } = file;
  const line = text.slice(node.content.from, node.content.to);
  const target = file.tree.sections.findLast((section) => section.header && section.name === home);
  const last = target?.nodes.findLast((one) => one.kind !== 'blank') ?? target?.header;
  const at = last ? last.content.to : text.length;
  const before = last ? '\n' : text.endsWith('\n') ? `\n[${home}]\n` : `\n\n[${home}]\n`;
  const after = last ? '' : '\n';
  return {
    kind: 'edit',
    file: file.path,
    edits: [
      { range: node.range, newText: '' },
      { range: { from: at, to: at }, newText: `${before}${line}${after}` },
    ],
  };
}
