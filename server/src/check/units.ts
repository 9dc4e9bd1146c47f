import { NEWEST_VERSION } from '../core/catalogue/catalogue.ts';
import { internalError } from '../core/findings/internal-error.ts';
import { type Message, say } from '../core/text/message.ts';
import { createHost, type Host } from '../core/workspace/host.ts';
import { folderOf } from '../core/workspace/paths.ts';
import { type SystemPatterns, systemPatterns } from '../core/workspace/system-patterns.ts';
import { systemOf } from '../core/workspace/systems.ts';
import { classifyPath, SOURCE_SUFFIXES } from '../core/workspace/unit-path.ts';
import type { Disk } from '../disk/disk.ts';
import { installedIn } from '../disk/installed.ts';
import { installedVersion, loadPathBelow, loadPathOfRoot } from '../disk/machine.ts';
import { policiesFrom } from '../disk/project-files.ts';
import { rootedDisk } from '../disk/rooted-disk.ts';
import { type Found, findUnitFiles, leadsNowhere, readUnitFile, type SearchOptions } from '../disk/search.ts';
import type { JudgedBy } from './arguments.ts';
import type { Complain } from './complaints.ts';
import { shown } from './shown-path.ts';
import { UNREAD } from './unread.ts';

/** What a path was found by: the file or folder that was asked for, as it was given, and where it is. One for all files of a folder. */
export interface Asked {
  readonly given: string;
  readonly absolute: string;
  /** Whether the path found is a symbolic link, or may be one. */
  readonly isLink: boolean;
}

/** The unit files that were asked for, among those that stand around them. */
export interface LoadedUnits {
  readonly host: Host;
  readonly version: number;
  readonly wanted: ReadonlyMap<string, Asked>;
  /** The folders that other units are looked for in, the one that wins first. */
  readonly loadPath: readonly string[];
}

/**
 * Reads the unit files among the paths, and what stands around a file that is named, as an editor would: its folder, the role or package that
 * it is in, and the load path of the root below which it lies.
 *
 * @param resolve Makes a path absolute, with `/` between its parts.
 * @param complain Takes a sentence for each path that could not be read.
 */
export function loadUnits(
  request: JudgedBy & { readonly paths: readonly string[] },
  machine: Disk,
  resolve: (path: string) => string,
  complain: Complain,
): LoadedUnits {
  const suffixes = request.sourceSuffixes && [...SOURCE_SUFFIXES, ...request.sourceSuffixes];
  const systems = request.systems && systemPatterns(request.systems);
  const wanted = new Map<string, Asked>();
  const around = new Map<string, SearchOptions>();
  const besides: Found[] = [];
  const root = request.root === undefined ? undefined : resolve(request.root).replace(/\/$/, '');
  const disk = root === undefined ? machine : rootedDisk(machine, root);
  const installed = root === undefined ? undefined : installedIn(disk, root);
  const rootPath = root === undefined ? [] : loadPathOfRoot(disk, root, request.manager);
  if (request.root !== undefined && disk.kind(root || '/') !== 'folder')
    complain(say`--root ${request.root}: this is not a folder.`);
  for (const given of request.paths) {
    // An empty path would be the current folder, which nobody asked for: it is mostly a variable of a script that is not set.
    if (given === '') {
      complain(say`An empty path was given: there is no such file or folder.`);
      continue;
    }
    const absolute = resolve(given);
    const kind = disk.kind(absolute);
    const asked: Asked = { given, absolute, isLink: kind !== 'folder' };
    if (kind === 'folder') {
      const links = { ...asked, isLink: true };
      let any = false;
      const unlisted = (folder: string) => {
        any = true;
        cannotList(shown(folder, asked));
      };
      for (const { path, isLink } of findUnitFiles(disk, absolute, { unlisted, suffixes })) {
        any = true;
        if (!classifyPath(path, suffixes)) besides.push({ path, isLink });
        else if (isLink && leadsNowhere(disk, path)) {
          complain(say`${shown(path, asked)}: the link leads nowhere. systemd passes it by.`, 'note');
          if (path.endsWith('.conf')) besides.push({ path, isLink });
        } else wanted.set(path, isLink ? links : asked);
      }
      if (!any) complain(say`${given}: there is no unit file in this folder, nor below it.`, 'note');
    } else if (kind === undefined && disk.link(absolute) === undefined) {
      complain(say`${given}: there is no such file or folder.`);
    } else if (!classifyPath(absolute, suffixes)) {
      complain(say`${given}: this is neither a unit file nor a drop-in, going by its name.`);
    } else {
      wanted.set(absolute, asked);
      for (const [folder, options] of placesAround(absolute, systems)) around.set(folder, options);
    }
  }
  const unitPath = request.unitPath.map(resolve);
  const loadPath = [...unitPath, ...rootPath];
  const { manager, architecture } = request;
  const version = versionFor(request.version);
  const policyOf = policiesFrom({
    disk,
    chosen: { rules: new Map() },
    tell: (path, problems) => complain(say`${path}: ${problems}`),
  });
  const settings = {
    version,
    manager,
    loadPath,
    origin: GIVEN,
    policyOf,
    ...(suffixes && { sourceSuffixes: suffixes }),
    ...(systems && { systems }),
    ...(architecture !== undefined && { architecture }),
    ...(installed && { installed }),
  };
  const host = createHost(settings, { once: true, remembers: ENOUGH });
  for (const [index, folder] of loadPath.entries()) {
    const given = request.unitPath[index];
    if (given !== undefined && disk.kind(folder) !== 'folder') {
      complain(say`--unit-path ${given}: this is not a folder.`);
      continue;
    }
    const unlisted = (path: string) =>
      cannotList(given === undefined ? path : `--unit-path ${shown(path, { given, absolute: folder })}`);
    for (const { path, isLink } of findUnitFiles(disk, folder, { deep: false, unlisted, suffixes })) load(path, isLink);
  }
  for (const [folder, options] of around) {
    for (const { path, isLink } of findUnitFiles(disk, folder, { ...options, suffixes }))
      if (!wanted.has(path)) load(path, isLink);
  }
  for (const { path, isLink } of besides) load(path, isLink);
  for (const [path, asked] of wanted) {
    const unread = leadsNowhere(disk, path) ? UNREAD.unreadable : load(path, asked.isLink);
    if (unread === undefined) continue;
    complain(say`${shown(path, asked)}: ${unread}`);
    // Nothing can be said of it, and it does not count as one of which nothing had to be said.
    wanted.delete(path);
  }
  return { host, version, wanted, loadPath };

  function versionFor(asked: JudgedBy['version']): number {
    const version = asked === 'installed' ? installedVersion(disk, root) : asked;
    if (version === undefined)
      complain(
        request.root === undefined
          ? say`--systemd-version installed: no systemd is installed here.`
          : say`--systemd-version installed: no systemd is installed in ${request.root}.`,
      );
    return version ?? NEWEST_VERSION;
  }

  function cannotList(folder: string): void {
    complain(say`${folder}: the folder cannot be read.`);
  }

  /** Why the file is left out, where it is. */
  function load(path: string, isLink: boolean): Message | undefined {
    try {
      const change = readUnitFile(disk, path, isLink);
      if (typeof change === 'string') return UNREAD[change];
      host.apply([change]);
      return undefined;
    } catch (error) {
      return internalError(path, { kind: 'file' }, error);
    }
  }
}

/** The command line says what to judge by, and nothing else does. */
const GIVEN = { version: 'setting', manager: 'setting' } as const;

/** The folders in which what a file depends on may lie, and how each is searched. */
function* placesAround(path: string, systems: SystemPatterns | undefined): Iterable<[string, SearchOptions]> {
  const own = folderOf(path);
  yield [own.endsWith('.d') ? folderOf(own) : own, { deep: false }];
  const { part, root } = systemOf(path, { ...(systems && { systems }) });
  if (part !== '') yield [part, { deep: true }];
  if (root === undefined) return;
  for (const folder of loadPathBelow(root.folder, root.manager)) yield [folder, { deep: false }];
}

/** A few dozen files and their neighbours, so that memory does not grow with the number of files. */
const ENOUGH = 64_000;
