import { fromNative, toNative } from './native-path.ts';

/** The operations that we need of a file system. Tests implement it in memory. */
export interface Disk {
  /** The bytes of a regular file of {@link LARGEST_FILE} bytes at most, or why there are none. Never waits for a FIFO or device. */
  read(path: string): Uint8Array | Unread;
  /** What a folder holds; undefined where it is no folder or cannot be read. */
  list(path: string): readonly DirectoryEntry[] | undefined;
  /** The target of a symbolic link as written in it; undefined for anything else. */
  link(path: string): string | undefined;
  /** Where a path leads once all links are followed; undefined where it leads nowhere. */
  real(path: string): string | undefined;
  kind(path: string): 'file' | 'folder' | 'other' | undefined;
}

/** Why a file was not read: it cannot be opened, it is a FIFO, device or folder, or it is larger than what is read. */
export type Unread = 'unreadable' | 'not-regular' | 'too-large';

/** systemd has a limit for lines only, 1 MiB (LONG_LINE_MAX in src/basic/fileio.h). This one keeps memory bounded. */
export const LARGEST_FILE = 16 * 1024 * 1024;

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** The part of Node's `fs` that is used, declared here so that this file does not import the module. */
export interface NodeFs {
  readonly constants: { readonly O_RDONLY: number; readonly O_NONBLOCK?: number };
  openSync(path: string, flags: number): number;
  fstatSync(descriptor: number): NodeStat;
  readSync(descriptor: number, buffer: Uint8Array, offset: number, length: number, position: null): number;
  closeSync(descriptor: number): void;
  readdirSync(path: string, options: { readonly withFileTypes: true }): readonly NodeEntry[];
  readlinkSync(path: string): string;
  realpathSync(path: string): string;
  statSync(path: string, options: { readonly throwIfNoEntry: false }): NodeStat | undefined;
}

interface NodeStat {
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

interface NodeEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/**
 * The disk of the machine, through Node. The caller passes the module: only the entries may import it.
 *
 * @param isWindows Whether the paths of Node are those of Windows.
 */
export function nodeDisk(fs: NodeFs, isWindows = false): Disk {
  const native = (path: string) => toNative(path, isWindows);
  return {
    read: (path) => attempt(() => readRegular(fs, native(path))) ?? 'unreadable',
    list: (path) =>
      attempt(() =>
        fs.readdirSync(native(path), { withFileTypes: true }).map((entry) => ({
          name: entry.name,
          kind: entry.isSymbolicLink() ? 'link' : entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other',
        })),
      ),
    link: (path) => attempt(() => fromNative(fs.readlinkSync(native(path)), isWindows)),
    real: (path) => attempt(() => fromNative(fs.realpathSync(native(path)), isWindows)),
    kind: (path) =>
      attempt(() => {
        const stat = fs.statSync(native(path), QUIETLY);
        return !stat ? undefined : stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other';
      }),
  };
}

/**
 * Opening a device can have effects of its own, so the path is looked at first. It can be replaced in between, so the
 * open file is checked again, and opening does not block on a FIFO.
 */
function readRegular(fs: NodeFs, path: string): Uint8Array | Unread {
  const found = fs.statSync(path, QUIETLY);
  if (!found) return 'unreadable';
  const refused = unread(found);
  if (refused) return refused;
  const descriptor = fs.openSync(path, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  try {
    const stat = fs.fstatSync(descriptor);
    return unread(stat) ?? readAll(fs, descriptor, stat.size);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** What is not there is no exception, which takes longer to make than the question: project files are looked for in each folder. */
const QUIETLY = { throwIfNoEntry: false } as const;

function unread(stat: NodeStat): Unread | undefined {
  if (!stat.isFile()) return 'not-regular';
  return stat.size > LARGEST_FILE ? 'too-large' : undefined;
}

/** Reads to the end. A file can grow while it is read, and those of procfs are of size 0 whatever they hold. */
function readAll(fs: NodeFs, descriptor: number, size: number): Uint8Array | Unread {
  let buffer = new Uint8Array(size + 1);
  for (let at = 0; ; ) {
    const room = buffer.length - at;
    const count = fs.readSync(descriptor, buffer, at, room, null);
    at += count;
    // With less than there was room for, and as much as the file is long, this was the end.
    if (count === 0 || (count < room && at === size)) return buffer.subarray(0, at);
    if (at > LARGEST_FILE) return 'too-large';
    if (at === buffer.length) {
      const larger = new Uint8Array(Math.min(buffer.length * 2 + 4096, LARGEST_FILE + 1));
      larger.set(buffer);
      buffer = larger;
    }
  }
}

function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
