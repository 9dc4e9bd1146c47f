import type { LineRule } from '../../findings/rule.ts';

/** src/basic/unit-name.c, unit_name_is_valid. */
export const rule: LineRule = {
  code: 'invalid-unit-file-name',
  effect: 'refuse',
  scope: 'line',
  *check({ file }) {
    if (file.kind.kind !== 'fragment' || file.kind.name || file.kind.untitled) return;
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const bad = /[^A-Za-z0-9:\-_.\\@]/u.exec(name)?.[0];
    const reason = bad
      ? `the character "${bad}" cannot be in a unit's name`
      : name.length > 255
        ? `a unit's name has at most 255 characters, and this one has ${name.length}`
        : 'nothing stands before the "@" or the ending';
    const first = file.tree.nodes.find((node) => node.kind !== 'blank');
    yield {
      file,
      range: first?.content ?? { from: 0, to: 0 },
      scope: 'unit',
      message: `systemd does not see "${name}" as a unit: ${reason}. Rename the file; letters, digits and : - _ . \\ @ are possible. systemd does not load the unit.`,
    };
  },
};
