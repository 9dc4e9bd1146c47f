import { parseUnitName, templateOf, unitNameKind } from '../values/unit-name.ts';
import { key } from './memory.ts';
import { createNearest, type Nearest } from './nearest.ts';
import { folderOf } from './paths.ts';
import { cachedAt, type Snapshot } from './snapshot.ts';
import { type SystemOfFile, systemOf } from './systems.ts';
import type { UnitFile } from './unit-file.ts';

/**
 * The fragment that systemd would load for a name: the file of exactly that name, else for an instance its template's
 * (src/core/load-fragment.c).
 *
 * @param near The path of the file that asks: its own folder comes first, as a workspace can hold several machines' units.
 */
export function findFragment(snapshot: Snapshot, name: string, near: string): UnitFile | undefined {
  const path = findPath(snapshot, name, near);
  return path === undefined ? undefined : snapshot.file(path);
}

/** The path of the fragment that {@link findFragment} finds, for callers that do not need its contents. */
export function findPath(snapshot: Snapshot, name: string, near: string): string | undefined {
  const exact = best(snapshot, name, near);
  if (exact !== undefined) return exact;
  const parsed = name.includes('@') ? parseUnitName(name) : undefined;
  if (!parsed || unitNameKind(parsed) !== 'instance') return undefined;
  return best(snapshot, templateOf(parsed), near);
}

/** The fragments of one name. */
interface Fragments {
  /** The folders that hold one. */
  readonly folders: ReadonlySet<string>;
  /** The first of them in the load path's order. */
  readonly installed: string | undefined;
  /** The others, where there are any. */
  readonly ofWorkspace: OfWorkspace | undefined;
}

/** The fragments of one name in a workspace. */
interface OfWorkspace {
  readonly all: Nearest;
  readonly parts: ReadonlyMap<string, Part>;
}

/** Those in one part of a workspace: see {@link systemOf}. */
interface Part {
  readonly all: Nearest;
  readonly roots: ReadonlyMap<string, Nearest>;
  readonly withoutRoot: Nearest;
}

const FRAGMENTS = key<Fragments>('fragments', { small: true });

/**
 * The file that wins among several of one name: the asking file's folder, then the nearest in the workspace of those that may be
 * meant for the same system, then the load path in its order.
 */
function best(snapshot: Snapshot, name: string, near: string): string | undefined {
  const { installed, ofWorkspace } = fragments(snapshot, name);
  if (!ofWorkspace) return installed;
  const isFirst = isInLoadPath(snapshot, near);
  if (isFirst && installed !== undefined) return installed;
  return nearest(ofWorkspace, near, isFirst, snapshot) ?? installed;
}

function nearest(
  { all, parts }: OfWorkspace,
  near: string,
  isInstalled: boolean,
  snapshot: Snapshot,
): string | undefined {
  if (isInstalled) return all.to(near)[0];
  const { part: name, root } = systemOf(near, snapshot.settings);
  const part = parts.get(name);
  if (root === undefined) return part?.all.to(near)[0];
  return part?.roots.get(wordOf(root))?.to(near)[0] ?? part?.withoutRoot.to(near)[0];
}

/** The folders that hold a fragment of a name. */
export function foldersOf(snapshot: Snapshot, name: string): ReadonlySet<string> {
  return fragments(snapshot, name).folders;
}

function fragments(snapshot: Snapshot, name: string): Fragments {
  return cachedAt(snapshot, FRAGMENTS, name, () => findFragments(snapshot, name));
}

function findFragments(snapshot: Snapshot, name: string): Fragments {
  const paths = snapshot.pathsNamed(name);
  const outside = snapshot.settings.loadPath.length;
  const ranks = paths.map((path) => loadPathRank(snapshot, path));
  const least = ranks.reduce((a, b) => Math.min(a, b), outside);
  const ofWorkspace = paths.filter((_, index) => ranks[index] === outside);
  return {
    folders: new Set(paths.map(folderOf)),
    installed: least < outside ? paths.find((_, index) => ranks[index] === least) : undefined,
    ofWorkspace: ofWorkspace.length > 0 ? bySystem(ofWorkspace, snapshot) : undefined,
  };
}

function bySystem(paths: readonly string[], { settings }: Snapshot): OfWorkspace {
  const parts = new Map<string, { path: string; root: string | undefined }[]>();
  for (const path of paths) {
    const { part, root: place } = systemOf(path, settings);
    const root = place && wordOf(place);
    const others = parts.get(part);
    if (others) others.push({ path, root });
    else parts.set(part, [{ path, root }]);
  }
  return { all: createNearest(paths), parts: new Map([...parts].map(([part, files]) => [part, partOf(files)])) };
}

function wordOf({ folder, manager }: NonNullable<SystemOfFile['root']>): string {
  return `${manager} ${folder}`;
}

function partOf(files: readonly { readonly path: string; readonly root: string | undefined }[]): Part {
  const roots = new Map<string | undefined, string[]>();
  for (const { path, root } of files) {
    const others = roots.get(root);
    if (others) others.push(path);
    else roots.set(root, [path]);
  }
  const withoutRoot = createNearest(roots.get(undefined) ?? []);
  const named = [...roots].flatMap(([root, paths]) =>
    root === undefined ? [] : [[root, createNearest(paths)] as const],
  );
  return { all: createNearest(files.map(({ path }) => path)), roots: new Map(named), withoutRoot };
}

/** Whether a path lies in a directory of the load path, or in a drop-in folder there. */
export function isInLoadPath({ settings }: Pick<Snapshot, 'settings'>, path: string): boolean {
  return loadPathRank({ settings }, path) < settings.loadPath.length;
}

/**
 * Whether a package of this machine has installed a file: such a file is never written to, whichever load path units are judged by. One below
 * another root is of the workspace, see `isOfDistribution`.
 */
export function isInstalledByPackage(path: string): boolean {
  return /^(?:\/usr(?:\/local)?)?\/(?:lib|share)\/systemd\/(?:system|user)\//.test(path);
}

/** The index of the load path directory that holds a file, counting drop-in folders as part of it; the path's length for none. */
export function loadPathRank({ settings }: Pick<Snapshot, 'settings'>, path: string): number {
  if (settings.loadPath.length === 0) return 0;
  const folder = folderOf(path);
  const unitFolder = /\.(d|wants|requires|upholds)$/.test(folder) ? folderOf(folder) : folder;
  const index = settings.loadPath.indexOf(unitFolder);
  return index < 0 ? settings.loadPath.length : index;
}
