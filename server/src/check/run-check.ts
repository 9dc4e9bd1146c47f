import { dirname, relative } from 'node:path/posix';
import { createColors } from 'picocolors';
import { encodeUnit } from '../core/text/bytes.ts';
import { say } from '../core/text/message.ts';
import { type CheckArguments, versionNote } from './arguments.ts';
import { type Baseline, baselineText, readBaseline } from './baseline.ts';
import { check } from './check.ts';
import { type Complain, complaintsTo } from './complaints.ts';
import { type CheckResult, isSerious, type Report } from './report.ts';
import { printPatch } from './rewritten.ts';
import { type Scene, withStandardInput } from './surroundings.ts';
import { writeFile } from './write-file.ts';

/** How often the fixes of all files are applied at most: it stops fixes of two files that undo each other. */
const MOST_ROUNDS = 10;

/** `check`: prints what is found, or what fixes would change, or writes a baseline. Gives the exit status. */
export function runCheck(given: CheckArguments, scene: Scene): number {
  const here = withStandardInput(scene, given.input);
  const { baseline, diff, failOn, fix, format, writeBaseline } = given;
  if (diff) return printFixes(given, here);
  if (fix && !applyFixes(given, here)) return 2;
  const known = baseline === undefined ? undefined : baselineIn(baseline, here);
  if (known === null) {
    complaintsTo(here).about(say`--baseline ${baseline!}: this is no file that --write-baseline has written.`);
    return 2;
  }
  const complaints = complaintsTo(here);
  const result = checkHere(given, here, complaints.about);
  const note = versionNote(result.version);
  if (note !== undefined) complaints.about(note, 'note');
  if (writeBaseline !== undefined) {
    const content = baselineText(result.reports, relativeTo(writeBaseline, here));
    if (complaints.count > 0) return 2;
    const file = { name: `--write-baseline ${writeBaseline}`, path: here.resolve(writeBaseline), content };
    return writeFile(here, complaints, file) ? 0 : 2;
  }
  let serious = false;
  const watched = function* (): Iterable<Report> {
    for (const report of result.reports) {
      if (known?.takes(report)) continue;
      serious ||= isSerious(report, failOn);
      yield report;
    }
  };
  const { language, program } = here;
  for (const text of format({ ...result, language, program, reports: watched() }, createColors(here.hasColours)))
    here.print(text);
  const gone = known?.left() ?? 0;
  if (gone > 0)
    complaints.about(say`${baseline!}: ${gone} of its findings are no longer there. Write it anew.`, 'note');
  if (complaints.count > 0) return 2;
  return serious ? 1 : 0;
}

/** Prints what the safe fixes would change, and gives the exit status. */
function printFixes(given: CheckArguments, here: Scene): number {
  // The patch is for a program to read; complaints are told when the files are checked.
  const complaints = complaintsTo({ ...here, complain: () => undefined });
  let any = false;
  for (const one of checkHere(given, here, complaints.about).fixes) {
    any = true;
    printPatch(one, here);
  }
  if (complaints.count > 0) return 2;
  return any ? 1 : 0;
}

/**
 * Applies the safe fixes of all files, and those that appear only then, as one file's fixes are seen from another.
 *
 * @returns whether all could be written.
 */
function applyFixes(given: CheckArguments, here: Scene): boolean {
  const complaints = complaintsTo(here);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // What cannot be read is told when the rest is reported.
    const fixes = [...checkHere(given, here, () => undefined).fixes];
    for (const one of fixes) writeFile(here, complaints, { ...one, content: encodeUnit(one.after) });
    if (fixes.length === 0 || complaints.count > 0) break;
  }
  return complaints.count === 0;
}

function checkHere(given: CheckArguments, here: Scene, complain: Complain): CheckResult {
  const { architecture, disk, resolve } = here;
  return check({ ...given, architecture }, disk, resolve, complain, undefined, here);
}

/** The findings that a file lists; null where it cannot be read or is no baseline. */
function baselineIn(path: string, here: Scene): Baseline | null {
  const bytes = here.disk.read(here.resolve(path));
  if (typeof bytes === 'string') return null;
  return readBaseline(new TextDecoder().decode(bytes), relativeTo(path, here)) ?? null;
}

/** Makes paths relative to the folder of a file, so that a checkout may lie anywhere. */
function relativeTo(file: string, { resolve }: Scene): (path: string) => string {
  const folder = dirname(resolve(file));
  return (path) => relative(folder, path);
}
