/** The little that we ask of a file system, so that the code which searches it can be run on any, a made-up one included. */
export interface Disk {
  /** The bytes of a file; undefined where it cannot be read. */
  read(path: string): Uint8Array | undefined;
  /** What a folder holds; undefined where it is no folder or cannot be read. */
  list(path: string): readonly DirectoryEntry[] | undefined;
  /** What a symbolic link says, as it says it; undefined for anything else. */
  link(path: string): string | undefined;
  /** Where a path leads once all links are followed; undefined where it leads nowhere. */
  real(path: string): string | undefined;
  kind(path: string): 'file' | 'folder' | 'other' | undefined;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** The part of Node's `fs` that is used, written out so that this file does not reach for the module itself. */
interface NodeFs {
  readFileSync(path: string): Uint8Array;
  readdirSync(path: string, options: { readonly withFileTypes: true }): readonly NodeEntry[];
  readlinkSync(path: string): string;
  realpathSync(path: string): string;
  statSync(path: string): { isFile(): boolean; isDirectory(): boolean };
}

interface NodeEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** The disk of the machine, through Node. The module comes from the caller: only the entries may reach for it. */
export function nodeDisk(fs: NodeFs): Disk {
  return {
    read: (path) => attempt(() => fs.readFileSync(path)),
    list: (path) =>
      attempt(() =>
        fs.readdirSync(path, { withFileTypes: true }).map((entry) => ({
          name: entry.name,
          kind: entry.isSymbolicLink() ? 'link' : entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other',
        })),
      ),
    link: (path) => attempt(() => fs.readlinkSync(path)),
    real: (path) => attempt(() => fs.realpathSync(path)),
    kind: (path) =>
      attempt(() => {
        const stat = fs.statSync(path);
        return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other';
      }),
  };
}

function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
