import * as fs from 'node:fs';
import { resolve } from 'node:path';
import colours from 'picocolors';
import manifest from '../../package.json' with { type: 'json' };
import { readArguments, USAGE } from './check/arguments.ts';
import { check, isSerious, type Report } from './check/check.ts';
import { jsonLines, summary, textLine } from './check/format.ts';
import { nodeDisk } from './disk/disk.ts';

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
      const serious =
        request.arguments.format === 'json' ? printJson(result.reports) : printText(result.files, result.reports);
      if (result.complaints.length > 0) return 2;
      return serious ? 1 : 0;
    }
  }
}

function printJson(reports: Iterable<Report>): boolean {
  let serious = false;
  for (const { text, report } of jsonLines(reports)) {
    print(text);
    if (report && isSerious(report)) serious = true;
  }
  return serious;
}

function printText(files: number, reports: Iterable<Report>): boolean {
  const counts = new Map<Report['effect'], number>();
  for (const report of reports) {
    print(textLine(report, colours));
    counts.set(report.effect, (counts.get(report.effect) ?? 0) + 1);
  }
  const order = ['refuse', 'fail', 'ignore', 'note', 'advice'] as const;
  print(
    summary(
      files,
      order.map((effect) => ({ effect, count: counts.get(effect) ?? 0 })),
    ),
  );
  return ['refuse', 'fail', 'ignore'].some((effect) => counts.has(effect as Report['effect']));
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
