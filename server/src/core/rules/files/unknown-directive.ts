import { directiveEver, keysOf, sectionsWith } from '../../catalogue/catalogue.ts';
import { sectionsOf } from '../../catalogue/unit-type.ts';
import type { Fix } from '../../diagnostic.ts';
import type { LineRule } from '../../findings/rule.ts';
import type { Assignment } from '../../syntax/tree.ts';
import { isSameWord, nearest } from '../../text/nearest.ts';
import { unknownAssignments } from './unknown-assignments.ts';

export const rule: LineRule = {
  code: 'unknown-directive',
  effect: 'ignore',
  scope: 'line',
  *check({ file, analysis, settings }) {
    for (const { node, section } of unknownAssignments(analysis)) {
      // A directive that another section of this unit takes is misplaced, which is a finding of its own.
      if (sectionsWith(node.key, settings.version, file.kind.type).length > 0) continue;
      const later = sectionsOf(file.kind.type).includes(section) ? directiveEver(section, node.key) : undefined;
      if (later) {
        yield {
          file,
          range: node.keyRange,
          message: `${node.key}= needs systemd ${later.since}, and this unit is checked for ${settings.version}. systemd ${settings.version} ignores the line.`,
        };
        continue;
      }
      const meant = nearest(node.key, keysOf(section, settings.version));
      const elsewhere = sectionsWith(node.key, settings.version);
      const hint = meant
        ? `Did you mean ${meant}=?`
        : elsewhere.length > 0
          ? `It belongs to ${elsewhere.map((name) => `[${name}]`).join(', ')}, which a .${file.kind.type} file does not have.`
          : 'Check the spelling; names of your own must begin with X-.';
      yield {
        file,
        range: node.keyRange,
        message: `[${section}] has no directive ${node.key}=. ${hint} systemd ignores the line.`,
        fixes: meant ? [rename(file.path, node, meant)] : [],
      };
    }
  },
};

function rename(file: string, { key, keyRange }: Assignment, newText: string): Fix {
  return {
    title: `Change to ${newText}=`,
    safety: isSameWord(key, newText) ? 'safe' : 'unsafe',
    changes: [{ kind: 'edit', file, edits: [{ range: keyRange, newText }] }],
  };
}
