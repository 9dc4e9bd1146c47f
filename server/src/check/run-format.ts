import { encodeUnit } from '../core/text/bytes.ts';
import { visible } from '../core/text/visible.ts';
import type { FormatArguments } from './arguments.ts';
import { complaintsTo } from './complaints.ts';
import { formatFiles } from './format-files.ts';
import { printPatch } from './rewritten.ts';
import { type Scene, withStandardInput } from './surroundings.ts';
import { writeFile } from './write-file.ts';

/** `format`: writes the files that are formatted otherwise, or names them, or prints what would change. Gives the exit status. */
export function runFormat({ check, diff, input, paths }: FormatArguments, scene: Scene): number {
  const here = withStandardInput(scene, input);
  const complaints = complaintsTo(here);
  let any = false;
  for (const one of formatFiles(paths, here.disk, here.resolve, complaints.about)) {
    any = true;
    if (check) here.print(`${visible(one.name)}\n`);
    if (diff) printPatch(one, here);
    if (!check && !diff && input !== undefined) here.print(encodeUnit(one.after));
    else if (!check && !diff) writeFile(here, complaints, { ...one, content: encodeUnit(one.after) });
  }
  if (complaints.count > 0) return 2;
  if (!any && !check && !diff && input !== undefined) here.print(here.input());
  return any && (check || diff) ? 1 : 0;
}
