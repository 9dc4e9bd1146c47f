import { SnapshotMemory } from './memory.ts';
import { baseName, folderOf } from './paths.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';
import { type UnitFile, unitFile } from './unit-file.ts';

/** The one thing that changes: it takes edits in and hands out snapshots. It reads no files itself. */
export interface Host {
  apply(changes: readonly HostChange[]): void;
  configure(settings: Settings): void;
  /** Says for which paths all files are known that matter to them. Until it is called that is taken for granted. */
  survey(covers: (path: string) => boolean): void;
  /** The present state. The same object until something changes. */
  snapshot(): Snapshot;
}

/** News of one file. `text: undefined` means that it is gone from that layer: deleted on disk, or closed in the editor. */
export interface HostChange {
  readonly path: string;
  /** What an editor holds wins over what is on disk. */
  readonly layer: 'disk' | 'editor';
  readonly text: string | undefined;
  /** Where the file on disk is a symbolic link, the absolute path it leads to. */
  readonly link?: string;
}

export function createHost(settings: Settings = DEFAULT_SETTINGS): Host {
  const disk = new Map<string, UnitFile>();
  const editor = new Map<string, UnitFile>();
  let names: Names | undefined;
  let current: Snapshot | undefined;
  let revision = 0;
  let inForce = settings;
  let isSurveyed = (_path: string): boolean => true;

  const known = (path: string): UnitFile | undefined => editor.get(path) ?? disk.get(path);

  return {
    apply(changes) {
      for (const change of changes) {
        const layer = change.layer === 'editor' ? editor : disk;
        const before = known(change.path);
        const file = change.text === undefined ? undefined : unitFile(change.path, change.text, change.link, before);
        if (file) layer.set(change.path, file);
        else layer.delete(change.path);
        if ((before === undefined) !== (known(change.path) === undefined)) names = undefined;
      }
      current = undefined;
    },
    configure(next) {
      inForce = next;
      current = undefined;
    },
    survey(covers) {
      isSurveyed = covers;
      current = undefined;
    },
    snapshot() {
      if (current) return current;
      // The maps are copied, not shared: a snapshot that somebody still holds must not see what comes later.
      const files = new Map([...disk, ...editor]);
      names ??= indexNames(files.keys());
      const index = names;
      const resolve = (paths: readonly string[] | undefined): UnitFile[] =>
        (paths ?? []).flatMap((path) => files.get(path) ?? []);
      current = {
        revision: ++revision,
        settings: inForce,
        isSurveyed,
        file: (path) => files.get(path),
        files: () => files.values(),
        named: (name) => resolve(index.byName.get(name)),
        dropInsIn: (folder) => resolve(index.byFolder.get(folder)),
        memory: new SnapshotMemory(),
      };
      return current;
    },
  };
}

/** Paths by base name and, for drop-ins, by the name of their folder. It holds only paths, so that typing does not spoil it. */
interface Names {
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly byFolder: ReadonlyMap<string, readonly string[]>;
}

function indexNames(paths: Iterable<string>): Names {
  const byName = new Map<string, string[]>();
  const byFolder = new Map<string, string[]>();
  for (const path of paths) {
    push(byName, baseName(path), path);
    const folder = baseName(folderOf(path));
    if (folder.endsWith('.d')) push(byFolder, folder, path);
  }
  return { byName, byFolder };
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
