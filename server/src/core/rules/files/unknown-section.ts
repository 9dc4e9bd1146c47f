import { ownSection, sectionsOf, UNIT_TYPES } from '../../catalogue/unit-type.ts';
import type { LineRule } from '../../findings/rule.ts';
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
      const accepted = known.map((one) => `[${one}]`).join(', ');
      const reason = foreign
        ? `[${name}] belongs in a .${foreign} file.`
        : `A .${type} file has the sections ${accepted}.`;
      yield {
        file,
        range: header.nameRange,
        message: `Unknown section [${name}]. ${meant ? `Did you mean [${meant}]? ` : ''}${reason} systemd ignores everything in it.`,
        fixes: meant
          ? [
              {
                title: `Change to [${meant}]`,
                safety: isSameWord(name.trim(), meant) ? 'safe' : 'unsafe',
                changes: [{ kind: 'edit', file: file.path, edits: [{ range: header.nameRange, newText: meant }] }],
              },
            ]
          : [],
      };
    }
  },
};
