import { append } from '../core/text/append.ts';
import { decodeUnit } from '../core/text/bytes.ts';
import type { HostChange } from '../core/workspace/host.ts';
import { isQuadlet } from '../core/workspace/makers.ts';
import { systemOf } from '../core/workspace/systems.ts';
import { classifyPath } from '../core/workspace/unit-path.ts';
import { PASSED_BY } from '../protocol/unit-paths.ts';
import type { DirectoryEntry, Disk, Unread } from './disk.ts';

/** A unit file or drop-in that was found, or a file that something else makes a unit of. */
export interface Found {
  readonly path: string;
  /** Whether it is a symbolic link. */
  readonly isLink: boolean;
}

export interface SearchOptions {
  readonly deep?: boolean;
  readonly suffixes?: readonly string[] | undefined;
  readonly unlisted?: (folder: string) => void;
}

/** A folder whose entries are being gone through. */
interface Visited {
  readonly path: string;
  /** Where it is once all links on the way are followed. */
  readonly real: string;
  readonly entries: readonly DirectoryEntry[];
  next: number;
}

/**
 * Finds the unit files and drop-ins below a folder, in the order of their names.
 *
 * Folders that hold no units of their own are skipped: those of version control and packages, and the `.wants` folders,
 * whose links only repeat units that lie elsewhere. A folder is entered once, however many links lead to it.
 *
 * @param deep Whether to go below folders that are not drop-in folders.
 * @param suffixes As `classifyPath` takes them.
 * @param unlisted Takes each folder that cannot be read.
 */
export function* findUnitFiles(
  disk: Disk,
  folder: string,
  { deep = true, suffixes, unlisted }: SearchOptions = {},
): Iterable<Found> {
  const seen = new Set<string>();
  const visit = (path: string, real: string): Visited[] => {
    if (seen.has(real)) return [];
    seen.add(real);
    const listed = disk.list(path);
    if (!listed) unlisted?.(path);
    const entries = [...(listed ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
    return [{ path, real, entries, next: 0 }];
  };
  // One list of folders, not a generator in each: what is found deep down would go up through all of them.
  const open = visit(folder, disk.real(folder) ?? folder);
  for (let here = open.at(-1); here; here = open.at(-1)) {
    const entry = here.entries[here.next++];
    if (!entry) {
      open.pop();
      continue;
    }
    const isLink = entry.kind === 'link';
    const path = join(here.path, entry.name);
    const kind = isLink ? (disk.kind(path) ?? 'file') : entry.kind;
    if (kind === 'folder') {
      if (PASSED_BY.test(entry.name) || !(deep || entry.name.endsWith('.d'))) continue;
      // Only a link leads to where the path does not say.
      append(open, visit(path, isLink ? (disk.real(path) ?? path) : join(here.real, entry.name)));
    } else if (classifyPath(path, suffixes) || isQuadlet(path)) {
      // /dev/null, which masks a unit, is neither file nor folder.
      yield { path, isLink };
    }
  }
}

function join(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/**
 * Reads a unit file as a change for the host, or gives the reason why it cannot be read.
 *
 * @param isLink Whether it is a symbolic link, where that is known.
 */
export function readUnitFile(disk: Disk, path: string, isLink = true): HostChange | Unread {
  const link = isLink ? disk.link(path) : undefined;
  const inside = link === undefined ? undefined : belowRoot(path, link);
  if (inside !== undefined && disk.kind(inside) === 'file') {
    const bytes = disk.read(inside);
    if (typeof bytes === 'string') return bytes;
    return { path, layer: 'disk', text: decodeUnit(bytes), link: disk.real(inside) ?? inside };
  }
  // A drop-in that is a link to nothing is not read, and hides others of its name all the same (src/basic/conf-files.c, files_add).
  if (link !== undefined && classifyPath(path)?.kind === 'drop-in' && leadsNowhere(disk, path))
    return { path, layer: 'disk', text: '', link };
  const target = link === undefined || link === '/dev/null' ? link : (disk.real(path) ?? link);
  // A link to /dev/null, which masks the unit, is as good as an empty file.
  const bytes = target === '/dev/null' ? new Uint8Array() : disk.read(path);
  if (typeof bytes === 'string') return bytes;
  return { path, layer: 'disk', text: decodeUnit(bytes), ...(target !== undefined && { link: target }) };
}

/** Whether a symbolic link leads to nothing, or round in circles. One to /dev/null masks a unit, also where there is no such device. */
export function leadsNowhere(disk: Disk, path: string): boolean {
  const link = disk.link(path);
  if (link === undefined || link === '/dev/null' || disk.kind(path) !== undefined) return false;
  const inside = belowRoot(path, link);
  return inside === undefined || disk.kind(inside) === undefined;
}

/** Where an absolute link leads once the folder below which it lies is the root: that of an image, or of a package being made. */
function belowRoot(path: string, link: string): string | undefined {
  const root = systemOf(path, {}).root?.folder;
  return root && link.startsWith('/') && link !== '/dev/null' ? root + link : undefined;
}
