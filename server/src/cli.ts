import * as fs from 'node:fs';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import manifest from '../../package.json' with { type: 'json' };
import { architectureNamed } from './check/architecture.ts';
import { lastWords, type Stop } from './check/last-words.ts';
import { createProgress } from './check/progress.ts';
import { run } from './check/run.ts';
import { nodeDisk } from './disk/disk.ts';
import { fromNative, toNative } from './disk/native-path.ts';
import { textsFor } from './disk/texts.ts';
import { readShipped } from './shipped.ts';

// By default V8 lets garbage pile up to several times what is in use before it looks for it.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=50');

const isWindows = process.platform === 'win32';

const progress = createProgress(
  process.stderr.isTTY === true && process.env['TERM'] !== 'dumb',
  () => performance.now(),
  (text) => void writeTo(2, text),
);

const words = process.argv.slice(2);
const asked = { locale: localeOf(process.env), texts: (locale: string) => textsFor(locale, 'l10n', readShipped(fs)) };

try {
  process.exitCode = run(words, {
    ...asked,
    disk: nodeDisk(fs, isWindows),
    program: manifest.version,
    architecture: architectureNamed(process.arch),
    isTerminal: process.stdout.isTTY === true,
    // A terminal of an editor may say 0 before it is shown.
    columns: (process.stdout.isTTY && process.stdout.columns) || undefined,
    hasColours: wantsColours(),
    input: readInput,
    resolve: (path) => fromNative(resolve(path), isWindows),
    write: writeFile,
    print,
    progress: progress.show,
    complain: (text) => {
      progress.clear();
      writeTo(2, text);
    },
  });
} catch (error) {
  sayLast({ kind: 'fault', error });
  process.exitCode = 2;
}

/** All of standard input; what cannot be read is not there. */
function readInput(): Uint8Array {
  try {
    return fs.readFileSync(0);
  } catch (error) {
    if (codeOf(error) === 'EOF') return new Uint8Array();
    throw error;
  }
}

/** Colours are for a terminal (no-color.org, force-color.org). */
function wantsColours(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  return Boolean(FORCE_COLOR) || (process.stdout.isTTY === true && TERM !== 'dumb');
}

/** The language of messages: the first of these variables that is not empty (locale(7)). */
function localeOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): string | undefined {
  return LC_ALL || LC_MESSAGES || LANG || undefined;
}

/** A reader that has gone away ends the program quietly, as with other tools; output that cannot be written makes it fail. */
function print(output: string | Uint8Array): void {
  progress.clear();
  const failure = writeTo(1, output);
  if (failure === undefined) return;
  if (failure === 'EPIPE') process.exit(141);
  sayLast({ kind: 'output', code: failure });
  process.exit(2);
}

function sayLast(stop: Stop): void {
  writeTo(2, lastWords(stop, words, asked));
}

/** Writes a file in place; gives the error code where that is not possible. */
function writeFile(path: string, content: string | Uint8Array): string | undefined {
  try {
    fs.writeFileSync(toNative(path, isWindows), content);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** Writes all of an output, waiting for a slow reader. Gives the error code where it cannot be written. */
function writeTo(descriptor: number, output: string | Uint8Array): string | undefined {
  const bytes = Buffer.from(output);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'EAGAIN') return code;
      // The other end set the pipe to be non-blocking. It has not emptied it yet.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return undefined;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}
