import { directiveEver, keysOf, sectionsWith } from '../../catalogue/catalogue.ts';
import { sectionsOf } from '../../catalogue/unit-type.ts';
import type { Fix } from '../../diagnostic.ts';
import type { LineRule } from '../../findings/rule.ts';
import type { Assignment } from '../../syntax/tree.ts';
import { enumerated, say, sentences } from '../../text/message.ts';
import { isSameWord, nearest } from '../../text/nearest.ts';
import { unknownAssignments } from './unknown-assignments.ts';

export const rule: LineRule = {
  code: 'unknown-directive',
  effect: 'ignore',
  scope: 'line',
  *check({ file, analysis, settings }) {
    const known = new Map<string, string | undefined>();
    for (const { node, section } of unknownAssignments(analysis)) {
      // A directive that another section of this unit takes is misplaced, which is a finding of its own.
      if (sectionsWith(node.key, settings.version, file.kind.type).length > 0) continue;
      const later = sectionsOf(file.kind.type).includes(section) ? directiveEver(section, node.key) : undefined;
      if (later) {
        yield {
          file,
          range: node.keyRange,
          message: say`${node.key}= needs systemd ${later.since} or newer; systemd ${settings.version} ignores the line. Remove it, or set the version that this unit is for.`,
        };
        continue;
      }
      // A key can stand in thousands of lines.
      const word = `${section} ${node.key}`;
      if (!known.has(word)) known.set(word, nearest(node.key, keysOf(section, settings.version)));
      const meant = known.get(word);
      const elsewhere = sectionsWith(node.key, settings.version);
      const hint = meant
        ? say`Did you mean ${meant}=?`
        : elsewhere.length > 0
          ? say`Remove it: it belongs in ${enumerated(elsewhere.map((name) => `[${name}]`))}, which a .${file.kind.type} file does not have.`
          : say`Check the spelling. Custom names must begin with X-.`;
      yield {
        file,
        range: node.keyRange,
        message: sentences(say`Unknown directive ${node.key}= in [${section}]. systemd ignores the line.`, hint),
        fixes: meant ? [rename(file.path, node, meant)] : [],
      };
    }
  },
};

function rename(file: string, { key, keyRange }: Assignment, newText: string): Fix {
  return {
    title: say`Change to ${newText}=`,
    safety: isSameWord(key, newText) ? 'safe' : 'unsafe',
    changes: [{ kind: 'edit', file, edits: [{ range: keyRange, newText }] }],
  };
}
