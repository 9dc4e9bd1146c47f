import type { LineRule } from '../../findings/rule.ts';
import { say } from '../../text/message.ts';
import { baseName, folderOf, join } from '../../workspace/paths.ts';

/** src/shared/dropin.c, unit_file_find_dropin_paths: only files that end in `.conf`, in folders named after a unit, a prefix or a type. */
export const rule: LineRule = {
  code: 'misnamed-drop-in',
  effect: 'advice',
  scope: 'line',
  severity: 'warning',
  *check({ file }) {
    if (file.kind.kind !== 'drop-in' || file.kind.misnamed === undefined) return;
    const name = baseName(file.path);
    const first = file.tree.nodes.find((node) => node.kind === 'header');
    const { misnamed } = file.kind;
    const rename = { kind: 'rename', file: file.path, to: join(folderOf(folderOf(file.path)), misnamed) } as const;
    yield {
      file,
      range: first?.content ?? { from: 0, to: 0 },
      message: name.endsWith('.conf')
        ? say`${baseName(folderOf(file.path))} is the drop-in folder of no unit. systemd does not read this file and logs nothing about it. Move it to ${file.kind.misnamed}, which was most likely meant.`
        : say`The name of a drop-in ends in .conf. systemd does not read this file and logs nothing about it. Rename it to ${file.kind.misnamed}.`,
      fixes:
        file.link === undefined
          ? [{ title: say`Move the file to ${misnamed}`, safety: 'unsafe', changes: [rename] }]
          : [],
    };
  },
};
