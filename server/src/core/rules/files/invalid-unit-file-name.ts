import type { Fix } from '../../diagnostic.ts';
import type { LineRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { parseUnitName } from '../../values/unit-name.ts';
import { baseName, folderOf, join } from '../../workspace/paths.ts';
import type { UnitFile } from '../../workspace/unit-file.ts';

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
      fixes: bad ? renamed(file, name) : [],
    };
  },
};

/** The same name with a dash for what it may not contain. */
function renamed(file: UnitFile, name: string): readonly Fix[] {
  const wanted = name.replace(/[^A-Za-z0-9:\-_.\\@]+/gu, '-');
  if (file.link !== undefined || !parseUnitName(wanted)) return [];
  const change = { kind: 'rename', file: file.path, to: join(folderOf(file.path), wanted) } as const;
  return [{ title: say`Rename the file to ${wanted}`, safety: 'unsafe', changes: [change] }];
}
