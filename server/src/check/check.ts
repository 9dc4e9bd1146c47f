import type { Diagnostic } from '../core/diagnostic.ts';
import { fixAll } from '../core/features/fix-all.ts';
import { internalError, isInternalError } from '../core/findings/internal-error.ts';
import { diagnose } from '../core/findings/run.ts';
import { applyEdits } from '../core/text/edit.ts';
import { type LineIndex, type Position, positionAt, systemdLines } from '../core/text/line-index.ts';
import { ENGLISH, type Language, render, say } from '../core/text/message.ts';
import { unitOf } from '../core/workspace/effective-unit.ts';
import { isToldBehindLink } from '../core/workspace/links.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { UnitFile } from '../core/workspace/unit-file.ts';
import type { Disk } from '../disk/disk.ts';
import { loadPathOfRoot } from '../disk/machine.ts';
import type { CheckArguments } from './arguments.ts';
import type { Complain } from './complaints.ts';
import type { CheckResult, Report } from './report.ts';
import type { Rewritten } from './rewritten.ts';
import { shown } from './shown-path.ts';
import type { Scene } from './surroundings.ts';
import { loadUnits } from './units.ts';

/**
 * Judges the unit files among the paths. Besides these, what stands around a file that is named is read, as an editor would: its
 * folder, the role or package that it is in, and the load path of the root below which it lies. What is found there is not reported.
 *
 * @param resolve Makes a path absolute, with `/` between its parts.
 * @param complain Takes a sentence for each path that could not be read or judged, also while the reports are gone through. With any of
 *   these the exit status is 2, but for a note: it is about what systemd passes by as well.
 * @param judge Gives the findings of one file; tests have it throw.
 * @param scene The language that findings are told in, and what is told before each file is judged, and when all are.
 */
export function check(
  request: CheckArguments,
  disk: Disk,
  resolve: (path: string) => string,
  complain: Complain,
  judge: typeof diagnose = diagnose,
  scene: Pick<Scene, 'language' | 'progress'> = { language: ENGLISH, progress: () => undefined },
): CheckResult {
  const { language } = scene;
  const told = new Set<string>();
  const { host, version, wanted } = loadUnits(
    { ...request, paths: pathsOf(request, disk, resolve) },
    disk,
    resolve,
    complain,
  );
  return { files: wanted.size, version, reports: reports(), fixes: fixes() };

  function* reports(): Iterable<Report> {
    const snapshot = host.snapshot();
    let done = 0;
    for (const [path, asked] of wanted) {
      progress(done++);
      const name = shown(path, asked);
      try {
        const file = snapshot.file(path);
        // A link to another unit that is checked as well: what is found is told there.
        if (!file || isToldBehindLink(file, (target) => wanted.has(target))) continue;
        const found = judge(snapshot, file);
        for (const { message } of found.filter(isInternalError)) complain(say`${name}: ${message}`);
        const findings = found.filter((diagnostic) => !isInternalError(diagnostic) && isAskedFor(diagnostic));
        yield* reportsOf(file, findings, name, language);
        if (asked.absolute === path) yield* refusals(snapshot, file);
      } catch (error) {
        complain(say`${name}: ${internalError(path, { kind: 'file' }, error)}`);
      }
    }
    progress(done);
  }

  function progress(done: number): void {
    scene.progress(done, wanted.size, () => render(say`${done} of ${wanted.size} files checked`, language));
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
        complain(say`${name}: ${internalError(path, { kind: 'file' }, error)}`);
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
    yield* reportsOf(fragment, found, fragment.path, language);
  }
}

/** The findings of a file as they are printed, all made before the first is given out. */
function reportsOf(file: UnitFile, found: readonly Diagnostic[], name: string, language: Language): readonly Report[] {
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
      message: render(diagnostic.message, language),
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

/** What was asked for: with a root alone, the folders of its load path. */
function pathsOf(
  { manager, paths, root }: CheckArguments,
  disk: Disk,
  resolve: (path: string) => string,
): readonly string[] {
  if (paths.length > 0 || root === undefined) return paths;
  const absolute = resolve(root).replace(/\/$/, '');
  return loadPathOfRoot(disk, absolute, manager).map((folder) => shown(folder, { given: root, absolute }));
}
