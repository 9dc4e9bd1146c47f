import type { LineRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { baseName } from '../../workspace/paths.ts';

/** src/basic/unit-name.c, unit_name_is_valid. */
export const rule: LineRule = {
  code: 'invalid-unit-file-name',
  effect: 'refuse',
  scope: 'line',
  *check({ file }) {
    if (file.kind.kind !== 'fragment' || file.kind.name || file.kind.untitled) return;
    const name = baseName(file.path);
    const bad = /[^A-Za-z0-9:\-_.\\@]/u.exec(name)?.[0];
    const reason = bad
      ? say`"${name}" is not a valid unit name: it contains "${bad}". systemd does not load the unit. Rename the file, with letters, digits and : - _ . \\ @ only.`
      : name.length > 255
        ? say`This unit name has ${name.length} characters; at most 255 are allowed. systemd does not load the unit. Rename the file.`
        : say`"${name}" is not a valid unit name: nothing precedes its "@" or suffix. systemd does not load the unit. Rename the file.`;
    const first = file.tree.nodes.find((node) => node.kind !== 'blank');
    yield {
      file,
      range: first?.content ?? { from: 0, to: 0 },
      scope: 'unit',
      message: reason,
    };
  },
};
