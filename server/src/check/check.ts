import { diagnose } from '../core/findings/run.ts';
import { positionAt, systemdLines } from '../core/text/line-index.ts';
import { english } from '../core/text/message.ts';
import { createHost } from '../core/workspace/host.ts';
import { classifyPath } from '../core/workspace/unit-path.ts';
import { type Disk, LARGEST_FILE, type Unread } from '../disk/disk.ts';
import { findUnitFiles, readUnitFile } from '../disk/search.ts';
import type { CheckArguments } from './arguments.ts';
import type { CheckResult, Report } from './report.ts';

/**
 * Judges the unit files among the paths.
 *
 * @param resolve Makes a path absolute, with `/` between its parts.
 */
export function check(request: CheckArguments, disk: Disk, resolve: (path: string) => string): CheckResult {
  const complaints: string[] = [];
  const wanted = new Map<string, Asked>();
  for (const given of request.paths) {
    const absolute = resolve(given);
    const kind = disk.kind(absolute);
    const asked: Asked = { given, absolute, isLink: kind !== 'folder' };
    if (kind === 'folder') {
      const links = { ...asked, isLink: true };
      for (const { path, isLink } of findUnitFiles(disk, absolute)) wanted.set(path, isLink ? links : asked);
    } else if (kind === undefined && disk.link(absolute) === undefined) {
      complaints.push(`${given}: there is no such file or folder.`);
    } else if (!classifyPath(absolute)) {
      complaints.push(`${given}: this is neither a unit file nor a drop-in, going by its name.`);
    } else {
      wanted.set(absolute, asked);
    }
  }
  const loadPath = request.unitPath.map(resolve);
  const settings = { version: request.version, manager: request.manager, loadPath };
  const host = createHost(settings, { once: true, remembers: ENOUGH });
  for (const [index, folder] of loadPath.entries()) {
    if (disk.kind(folder) !== 'folder')
      complaints.push(`--unit-path ${request.unitPath[index]}: this is not a folder.`);
    for (const { path, isLink } of findUnitFiles(disk, folder, false)) load(path, isLink);
  }
  for (const [path, asked] of wanted) {
    const unread = load(path, asked.isLink);
    if (unread) complaints.push(`${shown(path, asked)}: ${UNREAD[unread]}`);
  }

  function load(path: string, isLink: boolean): Unread | undefined {
    const change = readUnitFile(disk, path, isLink);
    if (typeof change === 'string') return change;
    host.apply([change]);
    return undefined;
  }

  return { files: wanted.size, complaints, reports: judge() };

  function* judge(): Iterable<Report> {
    const snapshot = host.snapshot();
    for (const [path, asked] of wanted) {
      const file = snapshot.file(path);
      const found = file ? diagnose(snapshot, file) : [];
      if (!file || found.length === 0) continue;
      const name = shown(path, asked);
      const lines = systemdLines(file.text);
      for (const diagnostic of found) {
        const start = positionAt(lines, diagnostic.range.from);
        const end = positionAt(lines, diagnostic.range.to);
        yield {
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
        };
      }
    }
  }
}

/** A few dozen files and their neighbours, so that memory does not grow with the number of files. */
const ENOUGH = 64_000;

const UNREAD: Readonly<Record<Unread, string>> = {
  unreadable: 'the file cannot be read.',
  'not-regular': 'this is not a regular file. systemd reads units from regular files only.',
  'too-large': `the file is larger than ${LARGEST_FILE / 1024 / 1024} MiB, the most that is checked.`,
};

/** What a path was found by: the file or folder that was asked for, as it was given, and where it is. One for all files of a folder. */
interface Asked {
  readonly given: string;
  readonly absolute: string;
  /** Whether the path found is a symbolic link, or may be one. */
  readonly isLink: boolean;
}

/** A path in the form in which it was asked for. */
function shown(path: string, { given, absolute }: Asked): string {
  if (path === absolute) return given;
  return given.replace(/\/+$/, '') + path.slice(absolute === '/' ? 0 : absolute.length);
}
