import { decodeUnit } from '../core/text/bytes.ts';
import type { HostChange } from '../core/workspace/host.ts';
import { classifyPath } from '../core/workspace/unit-path.ts';
import { PASSED_BY } from '../protocol/unit-paths.ts';
import type { Disk, Unread } from './disk.ts';

/**
 * Finds the unit files and drop-ins below a folder, in the order of their names.
 *
 * Folders that hold no units of their own are skipped: those of version control and packages, and the `.wants` folders,
 * whose links only repeat units that lie elsewhere. A folder is entered once, however many links lead to it.
 */
export function* findUnitFiles(disk: Disk, folder: string, deep = true, seen = new Set<string>()): Iterable<string> {
  const real = disk.real(folder) ?? folder;
  if (seen.has(real)) return;
  seen.add(real);
  const entries = [...(disk.list(folder) ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = `${folder === '/' ? '' : folder}/${entry.name}`;
    const kind = entry.kind === 'link' ? (disk.kind(path) ?? 'file') : entry.kind;
    if (kind === 'folder') {
      if (PASSED_BY.test(entry.name)) continue;
      if (deep || entry.name.endsWith('.d')) yield* findUnitFiles(disk, path, deep, seen);
    } else if (classifyPath(path)) {
      // /dev/null, which masks a unit, is neither file nor folder.
      yield path;
    }
  }
}

/** Reads a unit file as a change for the host, or gives the reason why it cannot be read. */
export function readUnitFile(disk: Disk, path: string): HostChange | Unread {
  const link = disk.link(path);
  const target = link === undefined || link === '/dev/null' ? link : (disk.real(path) ?? link);
  // A link to /dev/null, which masks the unit, is as good as an empty file.
  const bytes = target === '/dev/null' ? new Uint8Array() : disk.read(path);
  if (typeof bytes === 'string') return bytes;
  return { path, layer: 'disk', text: decodeUnit(bytes), ...(target !== undefined && { link: target }) };
}
