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
  /** From absolute path to the path as given, which is printed. */
  const wanted = new Map<string, string>();
  for (const path of request.paths) {
    const absolute = resolve(path);
    const kind = disk.kind(absolute);
    if (kind === 'folder') {
      for (const found of findUnitFiles(disk, absolute)) wanted.set(found, shown(path, absolute, found));
    } else if (kind === undefined && disk.link(absolute) === undefined) {
      complaints.push(`${path}: there is no such file or folder.`);
    } else if (!classifyPath(absolute)) {
      complaints.push(`${path}: this is neither a unit file nor a drop-in, going by its name.`);
    } else {
      wanted.set(absolute, path);
    }
  }
  const loadPath = request.unitPath.map(resolve);
  const settings = { version: request.version, manager: request.manager, loadPath };
  const host = createHost(settings, { once: true, remembers: ENOUGH });
  for (const [index, folder] of loadPath.entries()) {
    if (disk.kind(folder) !== 'folder')
      complaints.push(`--unit-path ${request.unitPath[index]}: this is not a folder.`);
    for (const path of findUnitFiles(disk, folder, false)) load(path);
  }
  for (const [path, name] of wanted) {
    const unread = load(path);
    if (unread) complaints.push(`${name}: ${UNREAD[unread]}`);
  }

  function load(path: string): Unread | undefined {
    const change = readUnitFile(disk, path);
    if (typeof change === 'string') return change;
    host.apply([change]);
    return undefined;
  }

  return { files: wanted.size, complaints, reports: judge() };

  function* judge(): Iterable<Report> {
    const snapshot = host.snapshot();
    for (const [path, name] of wanted) {
      const file = snapshot.file(path);
      if (!file) continue;
      const found = diagnose(snapshot, file);
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

/** Releases what was computed for the file, so that memory does not grow with the number of files. */
const ENOUGH = 200_000;

const UNREAD: Readonly<Record<Unread, string>> = {
  unreadable: 'the file cannot be read.',
  'not-regular': 'this is not a regular file. systemd reads units from regular files only.',
  'too-large': `the file is larger than ${LARGEST_FILE / 1024 / 1024} MiB, the most that is checked.`,
};

function shown(given: string, absolute: string, found: string): string {
  const rest = found.slice(absolute === '/' ? 0 : absolute.length);
  return given.replace(/\/+$/, '') + rest;
}
