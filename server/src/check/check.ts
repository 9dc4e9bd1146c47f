import { NEWEST_VERSION } from '../core/catalogue/catalogue.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { fixAll } from '../core/features/fix-all.ts';
import { internalError, isInternalError } from '../core/findings/internal-error.ts';
import { diagnose } from '../core/findings/run.ts';
import { applyEdits } from '../core/text/edit.ts';
import { type LineIndex, type Position, positionAt, systemdLines } from '../core/text/line-index.ts';
import { english } from '../core/text/message.ts';
import { unitOf } from '../core/workspace/effective-unit.ts';
import { createHost } from '../core/workspace/host.ts';
import { isToldBehindLink } from '../core/workspace/links.ts';
import { folderOf } from '../core/workspace/paths.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import { systemOf } from '../core/workspace/systems.ts';
import type { UnitFile } from '../core/workspace/unit-file.ts';
import { classifyPath, SOURCE_SUFFIXES } from '../core/workspace/unit-path.ts';
import type { Disk } from '../disk/disk.ts';
import { installedVersion, loadPathBelow } from '../disk/machine.ts';
import { policiesFrom } from '../disk/project-files.ts';
import { type Found, findUnitFiles, leadsNowhere, readUnitFile, type SearchOptions } from '../disk/search.ts';
import type { CheckArguments } from './arguments.ts';
import type { CheckResult, Report } from './report.ts';
import type { Rewritten } from './rewritten.ts';
import { shown } from './shown-path.ts';
import { UNREAD } from './unread.ts';

/**
 * Judges the unit files among the paths. Besides these, what stands around a file that is named is read, as an editor would: its
 * folder, the role or package that it is in, and the load path of the root below which it lies. What is found there is not reported.
 *
 * @param resolve Makes a path absolute, with `/` between its parts.
 * @param complain Takes a sentence for each path that could not be read or judged, also while the reports are gone through. With any of
 *   these the exit status is 2, but for a note: it is about what systemd passes by as well.
 * @param judge Gives the findings of one file; tests have it throw.
 */
export function check(
  request: CheckArguments,
  disk: Disk,
  resolve: (path: string) => string,
  complain: (sentence: string, kind?: 'note') => void,
  judge: typeof diagnose = diagnose,
): CheckResult {
  const suffixes = request.sourceSuffixes && [...SOURCE_SUFFIXES, ...request.sourceSuffixes];
  const { systems } = request;
  const wanted = new Map<string, Asked>();
  const around = new Map<string, SearchOptions>();
  const besides: Found[] = [];
  const told = new Set<string>();
  for (const given of request.paths) {
    // An empty path would be the current folder, which nobody asked for: it is mostly a variable of a script that is not set.
    if (given === '') {
      complain('An empty path was given: there is no such file or folder.');
      continue;
    }
    const absolute = resolve(given);
    const kind = disk.kind(absolute);
    const asked: Asked = { given, absolute, isLink: kind !== 'folder' };
    if (kind === 'folder') {
      const links = { ...asked, isLink: true };
      const unlisted = (folder: string) => cannotList(shown(folder, asked));
      for (const { path, isLink } of findUnitFiles(disk, absolute, { unlisted, suffixes })) {
        if (!classifyPath(path, suffixes)) besides.push({ path, isLink });
        else if (isLink && leadsNowhere(disk, path))
          complain(`${shown(path, asked)}: the link leads nowhere. systemd passes it by.`, 'note');
        else wanted.set(path, isLink ? links : asked);
      }
    } else if (kind === undefined && disk.link(absolute) === undefined) {
      complain(`${given}: there is no such file or folder.`);
    } else if (!classifyPath(absolute, suffixes)) {
      complain(`${given}: this is neither a unit file nor a drop-in, going by its name.`);
    } else {
      wanted.set(absolute, asked);
      for (const [folder, options] of placesAround(absolute, systems)) around.set(folder, options);
    }
  }
  const loadPath = request.unitPath.map(resolve);
  const { manager, architecture } = request;
  const version = versionFor(request.version);
  const policyOf = policiesFrom({
    disk,
    chosen: { rules: new Map() },
    tell: (path, problems) => complain(`${path}: ${english(problems)}`),
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
  };
  const host = createHost(settings, { once: true, remembers: ENOUGH });
  for (const [index, folder] of loadPath.entries()) {
    const given = request.unitPath[index]!;
    if (disk.kind(folder) !== 'folder') {
      complain(`--unit-path ${given}: this is not a folder.`);
      continue;
    }
    const asked: Asked = { given, absolute: folder, isLink: true };
    const unlisted = (path: string) => cannotList(`--unit-path ${shown(path, asked)}`);
    for (const { path, isLink } of findUnitFiles(disk, folder, { deep: false, unlisted, suffixes })) load(path, isLink);
  }
  for (const [folder, options] of around) {
    for (const { path, isLink } of findUnitFiles(disk, folder, { ...options, suffixes }))
      if (!wanted.has(path)) load(path, isLink);
  }
  for (const { path, isLink } of besides) load(path, isLink);
  for (const [path, asked] of wanted) {
    const unread = load(path, asked.isLink);
    if (unread !== undefined) complain(`${shown(path, asked)}: ${unread}`);
  }

  function versionFor(asked: CheckArguments['version']): number {
    const version = asked === 'installed' ? installedVersion(disk) : asked;
    if (version === undefined) complain('--systemd-version installed: no systemd is installed here.');
    return version ?? NEWEST_VERSION;
  }

  function cannotList(folder: string): void {
    complain(`${folder}: the folder cannot be read.`);
  }

  /** Why the file is left out, where it is. */
  function load(path: string, isLink: boolean): string | undefined {
    try {
      const change = readUnitFile(disk, path, isLink);
      if (typeof change === 'string') return UNREAD[change];
      host.apply([change]);
      return undefined;
    } catch (error) {
      return english(internalError(path, { kind: 'file' }, error));
    }
  }

  return { files: wanted.size, version: settings.version, reports: reports(), fixes: fixes() };

  function* reports(): Iterable<Report> {
    const snapshot = host.snapshot();
    for (const [path, asked] of wanted) {
      const name = shown(path, asked);
      try {
        const file = snapshot.file(path);
        // A link to another unit that is checked as well: what is found is told there.
        if (!file || isToldBehindLink(file, (target) => wanted.has(target))) continue;
        const found = judge(snapshot, file);
        for (const { message } of found.filter(isInternalError)) complain(`${name}: ${english(message)}`);
        const findings = found.filter((diagnostic) => !isInternalError(diagnostic) && isAskedFor(diagnostic));
        yield* reportsOf(file, findings, name);
        if (asked.absolute === path) yield* refusals(snapshot, file);
      } catch (error) {
        complain(`${name}: ${english(internalError(path, { kind: 'file' }, error))}`);
      }
    }
  }

  /** What the files would be if all safe fixes were applied. Links are left alone, like what was not named. */
  function* fixes(): Iterable<Rewritten> {
    const snapshot = host.snapshot();
    for (const [path, asked] of wanted) {
      const name = shown(path, asked);
      try {
        const file = snapshot.file(path);
        if (!file || file.link !== undefined || (asked.isLink && disk.link(path) !== undefined)) continue;
        const after = applyEdits(file.text, fixAll(snapshot, file, isAskedFor));
        if (after !== file.text) yield { name, path, before: file.text, after };
      } catch (error) {
        complain(`${name}: ${english(internalError(path, { kind: 'file' }, error))}`);
      }
    }
  }

  function isAskedFor({ code }: Diagnostic): boolean {
    if (request.ignore?.has(code)) return false;
    return request.select === undefined || request.select.size === 0 || request.select.has(code);
  }

  /** Why the unit of a drop-in that was named is refused as a whole, where that is found in its fragment, which was not. */
  function* refusals(snapshot: Snapshot, dropIn: UnitFile): Iterable<Report> {
    const fragment = dropIn.kind.kind === 'drop-in' ? unitOf(snapshot, dropIn)?.fragment : undefined;
    if (!fragment || wanted.has(fragment.path) || told.has(fragment.path)) return;
    told.add(fragment.path);
    const found = judge(snapshot, fragment)
      .filter(({ effect, scope }) => effect === 'refuse' && scope !== 'line')
      .filter(isAskedFor);
    yield* reportsOf(fragment, found, fragment.path);
  }
}

/** The findings of a file as they are printed, all made before the first is given out. */
function reportsOf(file: UnitFile, found: readonly Diagnostic[], name: string): readonly Report[] {
  if (found.length === 0) return [];
  const lines = systemdLines(file.text);
  return found.map((diagnostic) => {
    const start = positionAt(lines, diagnostic.range.from);
    const end = positionAt(lines, diagnostic.range.to);
    return {
      file: name,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      severity: diagnostic.severity,
      effect: diagnostic.effect,
      scope: diagnostic.scope,
      code: diagnostic.code,
      message: english(diagnostic.message),
      path: file.path,
      excerpt: excerptOf(lines, start),
    };
  });
}

/** A part of a line, around a place in it. */
function excerptOf({ starts, text }: LineIndex, { line, character }: Position): Report['excerpt'] {
  const from = character > EXCERPT - SEEN ? character - SEEN / 2 : 0;
  const at = starts[line]! + from;
  const end = Math.min(starts[line + 1] ?? text.length, at + EXCERPT);
  return { text: text.slice(at, end).replace(/(?<![\r\n\0])[\r\n\0]+$/, ''), from };
}

/** How much of a line is shown, and how much of it at least behind its beginning, in characters. */
const EXCERPT = 200;
const SEEN = 80;

/** The command line says what to judge by, and nothing else does. */
const GIVEN = { version: 'setting', manager: 'setting' } as const;

/** The folders in which what a file depends on may lie, and how each is searched. */
function* placesAround(path: string, systems: CheckArguments['systems']): Iterable<[string, SearchOptions]> {
  const own = folderOf(path);
  yield [own.endsWith('.d') ? folderOf(own) : own, { deep: false }];
  const { part, root } = systemOf(path, { ...(systems && { systems }) });
  if (part !== '') yield [part, { deep: true }];
  if (root === undefined) return;
  for (const folder of loadPathBelow(root.folder, root.manager)) yield [folder, { deep: false }];
}

/** A few dozen files and their neighbours, so that memory does not grow with the number of files. */
const ENOUGH = 64_000;

/** What a path was found by: the file or folder that was asked for, as it was given, and where it is. One for all files of a folder. */
interface Asked {
  readonly given: string;
  readonly absolute: string;
  /** Whether the path found is a symbolic link, or may be one. */
  readonly isLink: boolean;
}
