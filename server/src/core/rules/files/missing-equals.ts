import { directive, isKnownSection } from '../../catalogue/catalogue.ts';
import type { Fix } from '../../diagnostic.ts';
import { editFix } from '../../findings/edits.ts';
import type { LineRule } from '../../findings/rule.ts';
import type { Stray } from '../../syntax/tree.ts';
import { say } from '../../text/message.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';

export const rule: LineRule = {
  code: 'missing-equals',
  effect: 'ignore',
  scope: 'line',
  *check({ file, settings }) {
    for (const section of file.tree.sections) {
      // Before the first header the line has another name, and what an unknown section holds is not looked at.
      if (!section.header || !isKnownSection(file.kind.type, section.name)) continue;
      for (const node of section.nodes) {
        if (node.kind !== 'stray') continue;
        yield {
          file,
          range: node.content,
          message: say`This line has no "=". systemd ignores it. Write it as Key=value, or start it with # to make it a comment.`,
          fixes: [
            ...equalsFix(file, node, section.name, settings.version),
            {
              title: say`Make it a comment`,
              safety: 'unsafe',
              changes: [
                {
                  kind: 'edit',
                  file: file.path,
                  edits: [{ range: { from: node.content.from, to: node.content.from }, newText: '# ' }],
                },
              ],
            },
          ],
        };
      }
    }
  },
};

/** Where the line begins with a directive's name, what is behind it was to be the value. */
function equalsFix(file: UnitFile, { content }: Stray, section: string, version: number): Fix[] {
  const match = /^([ \t]*)([A-Za-z0-9]+)([ \t]*(?::[ \t]*)?)\S/.exec(file.text.slice(content.from, content.to));
  if (!match || !directive(section, match[2]!, version)) return [];
  const from = content.from + match[1]!.length + match[2]!.length;
  return [
    editFix(say`Put "=" after the name`, 'unsafe', file, {
      range: { from, to: from + match[3]!.length },
      newText: '=',
    }),
  ];
}
