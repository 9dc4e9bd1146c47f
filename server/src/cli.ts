import * as fs from 'node:fs';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import colours from 'picocolors';
import manifest from '../../package.json' with { type: 'json' };
import { readArguments, USAGE } from './check/arguments.ts';
import { check } from './check/check.ts';
import { isSerious, type Report } from './check/report.ts';
import { nodeDisk } from './disk/disk.ts';

// By default V8 lets garbage pile up to several times what is in use before it looks for it.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=100');

process.exitCode = main(process.argv.slice(2));

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
    case 'wrong':
      complain(`${request.message}\n\n${USAGE}`);
      return 2;
    case 'check': {
      const result = check(request.arguments, nodeDisk(fs), (path) => resolve(path));
      for (const complaint of result.complaints) complain(`${complaint}\n`);
      let serious = false;
      const watched = function* (): Iterable<Report> {
        for (const report of result.reports) {
          serious ||= isSerious(report);
          yield report;
        }
      };
      for (const text of request.arguments.format({ ...result, reports: watched() }, colours)) print(text);
      if (result.complaints.length > 0) return 2;
      return serious ? 1 : 0;
    }
  }
}

function print(text: string): void {
  write(1, text);
}

function complain(text: string): void {
  write(2, text);
}

/** Writes all of a text whatever the other end is; a reader that has gone away ends the program quietly, as with other tools. */
function write(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(141);
      if (code !== 'EAGAIN') throw error;
    }
  }
}
