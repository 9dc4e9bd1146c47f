import { format } from '../core/features/format.ts';
import { decodeUnit } from '../core/text/bytes.ts';
import { applyEdits } from '../core/text/edit.ts';
import { say } from '../core/text/message.ts';
import { unitFile } from '../core/workspace/unit-file.ts';
import { classifyPath } from '../core/workspace/unit-path.ts';
import type { Disk } from '../disk/disk.ts';
import { findUnitFiles } from '../disk/search.ts';
import type { Complain } from './complaints.ts';
import type { Rewritten } from './rewritten.ts';
import { shown } from './shown-path.ts';
import { UNREAD } from './unread.ts';

/**
 * The unit files among the paths that would be formatted otherwise. Links are left alone: what they lead to may be somebody else's.
 *
 * @param resolve Makes a path absolute, with `/` between its parts.
 * @param complain Takes a sentence for each path that could not be read.
 */
export function* formatFiles(
  paths: readonly string[],
  disk: Disk,
  resolve: (path: string) => string,
  complain: Complain,
): Iterable<Rewritten> {
  for (const [path, name] of filesAmong(paths, disk, resolve, complain)) {
    const bytes = disk.read(path);
    if (typeof bytes === 'string') {
      complain(say`${name}: ${UNREAD[bytes]}`);
      continue;
    }
    const before = decodeUnit(bytes);
    const file = unitFile(path, before);
    const after = file ? applyEdits(before, format(file)) : before;
    if (after !== before) yield { name, path, before, after };
  }
}

/** The unit files, absolute, each under the name that it was asked for by. */
function filesAmong(
  paths: readonly string[],
  disk: Disk,
  resolve: (path: string) => string,
  complain: Complain,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const given of paths) {
    const absolute = given === '' ? '' : resolve(given);
    const kind = absolute === '' ? undefined : disk.kind(absolute);
    if (kind === undefined) complain(say`${given}: there is no such file or folder.`);
    else if (kind === 'folder') {
      const unlisted = (folder: string) =>
        complain(say`${shown(folder, { given, absolute })}: the folder cannot be read.`);
      for (const { path, isLink } of findUnitFiles(disk, absolute, { unlisted })) {
        if (!isLink && classifyPath(path)) files.set(path, shown(path, { given, absolute }));
      }
    } else if (disk.link(absolute) !== undefined)
      complain(say`${given}: this is a link. Name the file that it leads to.`);
    else if (!classifyPath(absolute))
      complain(say`${given}: this is neither a unit file nor a drop-in, going by its name.`);
    else files.set(absolute, given);
  }
  return files;
}
