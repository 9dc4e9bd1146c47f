import { ownSection, sectionsOf, UNIT_TYPES } from '../../catalogue/unit-type.ts';
import type { LineRule } from '../../findings/rule.ts';
import { enumerated, say, sentences } from '../../text/message.ts';
import { isSameWord, nearest } from '../../text/nearest.ts';

export const rule: LineRule = {
  code: 'unknown-section',
  effect: 'ignore',
  scope: 'line',
  *check({ file }) {
    const { type } = file.kind;
    const known = sectionsOf(type);
    for (const section of file.tree.sections) {
      const { header, name } = section;
      if (!header?.closed || known.includes(name) || name.startsWith('X-')) continue;
      const foreign = UNIT_TYPES.find((other) => ownSection(other) === name);
      const meant = foreign ? undefined : nearest(name.trim(), known);
      const reason = foreign
        ? say`Move it to a .${foreign} file.`
        : say`A .${type} file has the sections ${enumerated(known.map((one) => `[${one}]`))}.`;
      yield {
        file,
        range: header.nameRange,
        message: sentences(
          say`Unknown section [${name}]. systemd ignores everything in it.`,
          meant === undefined ? undefined : say`Did you mean [${meant}]?`,
          reason,
        ),
        fixes: meant
          ? [
              {
                title: say`Change to [${meant}]`,
                safety: isSameWord(name.trim(), meant) ? 'safe' : 'unsafe',
                changes: [{ kind: 'edit', file: file.path, edits: [{ range: header.nameRange, newText: meant }] }],
              },
            ]
          : [],
      };
    }
  },
};
