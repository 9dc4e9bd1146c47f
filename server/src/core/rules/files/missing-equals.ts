import { directive } from '../../catalogue/catalogue.ts';
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
  *check({ file, analysis, settings }) {
    for (const { node, section } of analysis.strays) {
      if (node.kind !== 'stray') continue;
      const { from } = node.content;
      yield {
        file,
        range: node.content,
        message: say`This line has no "=". systemd ignores it. Write it as Key=value, or start it with # to make it a comment.`,
        fixes: [
          ...equalsFix(file, node, section, settings.version),
          editFix(say`Make it a comment`, 'unsafe', file, { range: { from, to: from }, newText: '# ' }),
        ],
      };
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
