import * as fs from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createColors } from 'picocolors';
import manifest from '../../package.json' with { type: 'json' };
import { architectureNamed } from './check/architecture.ts';
import { type CheckArguments, readArguments, USAGE, versionNote } from './check/arguments.ts';
import { type Baseline, baselineText, readBaseline } from './check/baseline.ts';
import { check } from './check/check.ts';
import { formatFiles } from './check/format-files.ts';
import { type CheckResult, isSerious, type Report } from './check/report.ts';
import { patchOf, type Rewritten } from './check/rewritten.ts';
import { pageText } from './core/findings/page.ts';
import { encodeUnit } from './core/text/bytes.ts';
import { visible } from './core/text/visible.ts';
import { nodeDisk } from './disk/disk.ts';

// By default V8 lets garbage pile up to several times what is in use before it looks for it.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=50');

/** How often the fixes of all files are applied at most: it stops fixes of two files that undo each other. */
const MOST_ROUNDS = 10;

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  complain(`Stopped by an internal error (${visible(reason)}). Please report it.\n`);
  process.exitCode = 2;
}

/** Runs the command line and gives the exit status; what it prints is written at once, so that nothing piles up. */
function main(words: readonly string[]): number {
  const request = readArguments(words);
  switch (request.kind) {
    case 'help':
      print(USAGE);
      return 0;
    case 'version':
      print(`${manifest.version}\n`);
      return 0;
    case 'explain':
      print(pageText(request.code)!);
      return 0;
    case 'wrong':
      complain(`${visible(request.message)}\n\n${USAGE}`);
      return 2;
    case 'format': {
      const { check: names, diff, paths } = request.arguments;
      let complaints = 0;
      let any = false;
      const complainOf = (sentence: string): void => {
        complaints++;
        complain(`${visible(sentence)}\n`);
      };
      for (const one of formatFiles(paths, nodeDisk(fs), (path) => resolve(path), complainOf)) {
        any = true;
        if (names) print(`${visible(one.name)}\n`);
        if (diff) printPatch(one);
        if (!names && !diff) rewrite(one, complainOf);
      }
      if (complaints > 0) return 2;
      return any && (names || diff) ? 1 : 0;
    }
    case 'check': {
      const { fix, diff } = request.arguments;
      if (diff) return printFixes(request.arguments);
      if (fix && !applyFixes(request.arguments)) return 2;
      const { baseline, failOn, writeBaseline } = request.arguments;
      let complaints = 0;
      let serious = false;
      const known = baseline === undefined ? undefined : baselineIn(baseline);
      if (known === null) {
        complain(`--baseline ${visible(baseline!)}: this is no file that --write-baseline has written.\n`);
        return 2;
      }
      const result = checkHere(request.arguments, (complaint, kind) => {
        if (kind !== 'note') complaints++;
        complain(`${visible(complaint)}\n`);
      });
      const note = versionNote(result.version);
      if (note !== undefined) complain(`${note}\n`);
      if (writeBaseline !== undefined) {
        const text = baselineText(result.reports, relativeTo(writeBaseline));
        if (complaints > 0) return 2;
        try {
          fs.writeFileSync(writeBaseline, text);
          return 0;
        } catch (error) {
          const { code = 'unknown error' } = error as NodeJS.ErrnoException;
          complain(`--write-baseline ${visible(writeBaseline)}: the file could not be written (${code}).\n`);
          return 2;
        }
      }
      const colours = createColors(wantsColours());
      const watched = function* (): Iterable<Report> {
        for (const report of result.reports) {
          if (known?.takes(report)) continue;
          serious ||= isSerious(report, failOn);
          yield report;
        }
      };
      for (const text of request.arguments.format(
        { ...result, program: manifest.version, reports: watched() },
        colours,
      ))
        print(text);
      const gone = known?.left() ?? 0;
      if (gone > 0) complain(`${visible(baseline!)}: ${gone} of its findings are no longer there. Write it anew.\n`);
      if (complaints > 0) return 2;
      return serious ? 1 : 0;
    }
  }
}

/** Colours are for a terminal (no-color.org, force-color.org). */
function wantsColours(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  return Boolean(FORCE_COLOR) || (process.stdout.isTTY === true && TERM !== 'dumb');
}

/** Prints what the safe fixes would change, and gives the exit status. */
function printFixes(given: CheckArguments): number {
  let complaints = 0;
  let any = false;
  const { fixes } = checkHere(given, (_sentence, kind) => {
    if (kind !== 'note') complaints++;
  });
  for (const one of fixes) {
    any = true;
    printPatch(one);
  }
  if (complaints > 0) return 2;
  return any ? 1 : 0;
}

/**
 * Applies the safe fixes of all files, and those that appear only then, as one file's fixes are seen from another.
 *
 * @returns whether all could be written.
 */
function applyFixes(given: CheckArguments): boolean {
  let isWritten = true;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // What cannot be read is told when the rest is reported.
    const fixes = [...checkHere(given, () => undefined).fixes];
    for (const one of fixes) {
      rewrite(one, (sentence) => {
        isWritten = false;
        complain(`${visible(sentence)}\n`);
      });
    }
    if (fixes.length === 0 || !isWritten) break;
  }
  return isWritten;
}

function checkHere(given: CheckArguments, told: (sentence: string, kind?: 'note') => void): CheckResult {
  return check(
    { ...given, architecture: architectureNamed(process.arch) },
    nodeDisk(fs),
    (path) => resolve(path),
    told,
  );
}

/** Writes the new text in place, so that owner and mode stay. */
function rewrite({ name, path, after }: Rewritten, failed: (sentence: string) => void): void {
  try {
    fs.writeFileSync(path, encodeUnit(after));
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    failed(`${name}: the file could not be written (${code}).`);
  }
}

/** On a terminal nothing of a file may act on it; elsewhere the patch is to be applied. */
function printPatch(one: Rewritten): void {
  const patch = patchOf(one);
  print(process.stdout.isTTY ? `${patch.split('\n').map(visible).join('\n')}` : patch);
}

/** The findings that a file lists; null where it cannot be read or is no baseline. */
function baselineIn(path: string): Baseline | null {
  const bytes = nodeDisk(fs).read(resolve(path));
  return typeof bytes === 'string' ? null : (readBaseline(Buffer.from(bytes).toString(), relativeTo(path)) ?? null);
}

/** Makes paths relative to the folder of a file, so that a checkout may lie anywhere. */
function relativeTo(file: string): (path: string) => string {
  const folder = dirname(resolve(file));
  return (path) => relative(folder, path).split(sep).join('/');
}

/** A reader that has gone away ends the program quietly, as with other tools; output that cannot be written makes it fail. */
function print(text: string): void {
  const failure = write(1, text);
  if (failure === undefined) return;
  if (failure === 'EPIPE') process.exit(141);
  complain(`The output could not be written (${failure}).\n`);
  process.exit(2);
}

/** Where nobody hears complaints, the exit status still tells. */
function complain(text: string): void {
  write(2, text);
}

/** Writes all of a text, waiting for a slow reader. Gives the error code where it cannot be written. */
function write(descriptor: number, text: string): string | undefined {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN') return code ?? 'unknown error';
      // The other end set the pipe to be non-blocking. It has not emptied it yet.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return undefined;
}
