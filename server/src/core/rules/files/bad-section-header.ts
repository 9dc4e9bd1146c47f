import { editFix } from '../../findings/edits.ts';
import type { Finding, LineRule } from '../../findings/rule.ts';
import type { Header } from '../../syntax/tree.ts';
import { lineEndOf } from '../../text/eol.ts';
import { type Message, say, sentences } from '../../text/message.ts';
import { isBadSectionName } from '../../workspace/analyse.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';

export const rule: LineRule = {
  code: 'bad-section-header',
  effect: 'refuse',
  scope: 'line',
  *check({ file, settings }) {
    for (const { header: node } of file.tree.sections) {
      if (!node) continue;
      if (node.closed && !isBadSectionName(node.name, settings.version)) continue;
      const comment = node.closed ? undefined : commentBehind(file, node);
      if (comment) {
        yield comment;
        continue;
      }
      const fault = node.closed ? say`This section name is invalid.` : say`This section header does not end with "]".`;
      const remedy = node.closed
        ? say`Write a name, without quotes, backslashes, glob characters and control characters.`
        : say`End it with "]", which nothing may follow.`;
      const loss = lossOf(file);
      const from = node.line.text.indexOf(']');
      const fix = !node.closed && from < 0;
      yield {
        file,
        range: node.content,
        message: sentences(fault, loss, remedy),
        fixes: fix
          ? [
              {
                title: say`Add the missing "]"`,
                safety: 'safe',
                changes: [
                  {
                    kind: 'edit',
                    file: file.path,
                    edits: [{ range: { from: node.nameRange.to, to: node.nameRange.to }, newText: ']' }],
                  },
                ],
              },
            ]
          : [],
      };
    }
  },
};

function lossOf(file: UnitFile): Message {
  return file.kind.kind === 'drop-in'
    ? say`systemd drops the rest of this drop-in.`
    : say`systemd refuses the whole unit.`;
}

/** What is found of a header that a comment stands behind, as after `[Service] # runs as root`. */
function commentBehind(file: UnitFile, node: Header): Finding | undefined {
  const { from } = node.content;
  const text = file.text.slice(from, node.content.to);
  const match = /^([ \t]*\[[^\]\n\r]*\])[ \t]*([#;][^\n\r]*)$/.exec(text);
  if (!match) return undefined;
  const end = from + match[1]!.length;
  const comment = { range: { from, to: from }, newText: `${match[2]!}${lineEndOf(file.text)}` };
  const cut = { range: { from: end, to: node.content.to }, newText: '' };
  return {
    file,
    range: node.content,
    message: sentences(
      say`A comment needs its own line: a section header ends with "]".`,
      lossOf(file),
      say`Move it to the line above.`,
    ),
    fixes: [editFix(say`Move the comment to its own line`, 'safe', file, comment, cut)],
  };
}
