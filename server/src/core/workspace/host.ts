import { FileTable } from './file-table.ts';
import { isQuadlet, unitMadeOf } from './makers.ts';
import { Shelf } from './memory.ts';
import { createMentionIndex, type MentionIndex } from './mentions.ts';
import { createPathIndex, type PathIndex } from './path-index.ts';
import { baseName, folderOf } from './paths.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';
import { SnapshotMemory } from './snapshot-memory.ts';
import { SOURCES } from './sources.ts';
import { type UnitFile, unitFile } from './unit-file.ts';
import { isMisnamed } from './unit-path.ts';

/** The only mutable state: takes edits in and gives snapshots out. It reads no files itself. */
export interface Host {
  apply(changes: readonly HostChange[]): void;
  configure(settings: Settings): void;
  /** Sets for which paths all relevant files are known. Until it is called, all are assumed to be known. */
  survey(covers: (path: string) => boolean): void;
  /** The current state. The same object until something changes. */
  snapshot(): Snapshot;
}

/** A change of one file. `text: undefined` means that it is gone from that layer: deleted on disk, or closed in the editor. */
export interface HostChange {
  readonly path: string;
  /** The text in the editor overrides that on disk. */
  readonly layer: 'disk' | 'editor';
  readonly text: string | undefined;
  /** Where the file on disk is a symbolic link, the absolute path it leads to. */
  readonly link?: string;
}

export interface HostOptions {
  /** How much is remembered of what was computed, in characters of the texts that it was computed from. */
  readonly remembers?: number;
  /** Only one snapshot will be asked for, so that nothing is recorded for a next one. */
  readonly once?: boolean;
}

export function createHost(settings: Settings = DEFAULT_SETTINGS, { remembers, once }: HostOptions = {}): Host {
  const disk = new Map<string, UnitFile>();
  const editor = new Map<string, UnitFile>();
  const shelf = new Shelf(remembers ?? ENOUGH);
  // Of its own: to merge a unit with thousands of drop-ins, all of them are analysed, which would push out what was found about the unit.
  const snapshotShelf = new Shelf(remembers ?? ENOUGH);
  const index = createPathIndex();
  let files = new FileTable();
  const createMentions = (inForce: Settings): MentionIndex => createMentionIndex(inForce, () => files.values());
  let mentions = createMentions(settings);
  /** What has changed since the last snapshot: paths with the files that this one has. */
  let changed = new Map<string, UnitFile | undefined>();
  /** The names of the units that are made of files, by the paths of these. */
  const madeOf = new Map<string, string>();
  let makers: Makers = new Map();
  /** The texts of the files that Quadlet reads, by their paths, and those that count; undefined once one of them has changed. */
  const quadletTexts = { disk: new Map<string, string>(), editor: new Map<string, string>() };
  let quadlets: ReadonlyMap<string, string> | undefined;
  /** The names for which that has changed since the last snapshot. */
  let renamed = new Set<string>();
  let memory = createMemory();
  let current: Snapshot | undefined;
  let revision = 0;
  let inForce = settings;
  let isSurveyed = (_path: string): boolean => true;

  const known = (path: string): UnitFile | undefined => editor.get(path) ?? disk.get(path);

  return {
    apply(changes) {
      for (const { path, layer, text, link: given } of changes) {
        takeMaker(path, layer, text);
        if (isQuadlet(path)) takeQuadlet(path, layer, text);
        const held = layer === 'editor' ? editor : disk;
        // An editor has the text behind a link and does not tell that it is one.
        const link = given ?? (layer === 'editor' ? disk.get(path)?.link : undefined);
        const same = held.get(path);
        if (same && same.text === text && same.link === link) continue;
        const before = known(path);
        const file =
          text === undefined
            ? undefined
            : unitFile(path, text, { link, before, shelf, suffixes: inForce.sourceSuffixes });
        if (file) held.set(path, file);
        else held.delete(path);
        const now = known(path);
        if (now === before) continue;
        current = undefined;
        // For an older snapshot that is still held, values are computed again.
        before?.memory.forget();
        if (!changed.has(path)) changed.set(path, before);
      }
    },
    configure(next) {
      inForce = next;
      mentions = createMentions(next);
      memory = createMemory();
      current = undefined;
    },
    survey(covers) {
      isSurveyed = covers;
      memory = createMemory();
      current = undefined;
    },
    snapshot() {
      if (current) return current;
      if (changed.size > 0 || renamed.size > 0) {
        const sources = [...changedSources()];
        files = files.with(new Map([...changed.keys()].map((path) => [path, known(path)])));
        memory = memory.next(sources);
        changed = new Map();
        if (renamed.size > 0) makers = makersIn(madeOf);
        renamed = new Set();
      }
      revision++;
      quadlets ??= new Map([...quadletTexts.disk, ...quadletTexts.editor]);
      current = createSnapshot({ revision, settings: inForce, isSurveyed, memory }, files, index, mentions, {
        makers,
        quadlets,
      });
      return current;
    },
  };

  function takeMaker(path: string, layer: HostChange['layer'], text: string | undefined): void {
    // What is closed in the editor may still be on the disk.
    if (text === undefined && layer === 'editor') return;
    const before = madeOf.get(path);
    const now = text === undefined ? undefined : unitMadeOf(path, text, inForce.sourceSuffixes);
    if (before === now) return;
    if (now === undefined) madeOf.delete(path);
    else madeOf.set(path, now);
    for (const name of [before, now]) if (name !== undefined) renamed.add(name);
    current = undefined;
  }

  function takeQuadlet(path: string, layer: HostChange['layer'], text: string | undefined): void {
    const held = quadletTexts[layer];
    if (held.get(path) === text) return;
    if (text === undefined) held.delete(path);
    else held.set(path, text);
    quadlets = undefined;
    current = undefined;
  }

  function createMemory(): SnapshotMemory {
    return new SnapshotMemory({ isRecording: !once, shelf: snapshotShelf });
  }

  /** Brings the indexes up to date, and gives what values may have been computed from that is different now. */
  function* changedSources(): Iterable<string> {
    yield SOURCES.anything;
    for (const name of renamed) yield SOURCES.named(name);
    for (const [path, before] of changed) {
      const now = known(path);
      yield path;
      yield* mentions.change(before, now);
      if ((before === undefined) === (now === undefined)) continue;
      // What is made of a source is not here, and a misnamed drop-in is read for no unit, so that no other file finds them.
      if (now && !now.kind.source && !isMisnamed(now.kind)) index.add(path);
      else index.delete(path);
      yield SOURCES.paths;
      yield SOURCES.named(baseName(path));
      yield SOURCES.dropIns(baseName(folderOf(path)));
    }
  }
}

/** The paths of the files that units are made of, by the names of the units. */
type Makers = ReadonlyMap<string, readonly string[]>;

function makersIn(madeOf: ReadonlyMap<string, string>): Makers {
  const makers = new Map<string, string[]>();
  for (const [path, name] of madeOf) {
    const others = makers.get(name);
    if (others) others.push(path);
    else makers.set(name, [path]);
  }
  return makers;
}

/** What is remembered of some hundreds of files of the usual size. */
const ENOUGH = 1_000_000;

function createSnapshot(
  state: Pick<Snapshot, 'revision' | 'settings' | 'isSurveyed' | 'memory'>,
  files: FileTable,
  index: PathIndex,
  mentions: MentionIndex,
  { makers, quadlets }: { readonly makers: Makers; readonly quadlets: ReadonlyMap<string, string> },
): Snapshot {
  const { memory } = state;
  // Whether there is a file is a question about its name, so its contents are not among the sources.
  const present = (paths: Iterable<string>): string[] => [...paths].filter((path) => files.get(path));
  return {
    ...state,
    file(path) {
      memory.read(path);
      return files.get(path);
    },
    files() {
      memory.read(SOURCES.anything);
      return files.values();
    },
    *paths() {
      memory.read(SOURCES.paths);
      for (const { path } of files.values()) yield path;
    },
    pathsNamed(name) {
      memory.read(SOURCES.named(name));
      return present(index.named(name));
    },
    quadlets() {
      memory.read(SOURCES.anything);
      return quadlets;
    },
    makersOf(name) {
      memory.read(SOURCES.named(name));
      return makers.get(name) ?? [];
    },
    dropInsAt(parent, folderName) {
      memory.read(SOURCES.dropIns(folderName));
      return present(index.dropInsAt(parent, folderName));
    },
    hasDropIns(folderName) {
      memory.read(SOURCES.dropIns(folderName));
      return index.hasDropIns(folderName);
    },
    parentsOf(folderName) {
      memory.read(SOURCES.dropIns(folderName));
      return [...index.parentsOf(folderName)].filter((parent) =>
        [...index.dropInsAt(parent, folderName)].some((path) => files.get(path)),
      );
    },
    mentioning(mention, word) {
      memory.read(SOURCES.mention(mention, word));
      return present(mentions.paths(mention, word));
    },
    isMentionedElsewhere(mention, word, path) {
      memory.read(SOURCES.mention(mention, word));
      for (const other of mentions.paths(mention, word)) {
        if (other !== path && files.get(other)) return true;
      }
      return false;
    },
  };
}
