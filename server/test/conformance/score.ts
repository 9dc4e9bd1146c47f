import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from '../../src/core/syntax/parse.ts';
import { decodeUnit } from '../../src/core/text/bytes.ts';
import { positionAt, systemdLines } from '../../src/core/text/line-index.ts';
import type { Case, LineVerdict, Verdict } from './cases.ts';

/** How well `check` agrees with one version of systemd. */
export interface Score {
  readonly lines: Tally;
  readonly refused: Tally;
  /** Lines that systemd complains about and we do not, and the other way round. */
  readonly disagreements: readonly Disagreement[];
}

export interface Tally {
  hits: number;
  misses: number;
  falseAlarms: number;
}

export interface Disagreement {
  readonly what: 'missed line' | 'false line' | 'missed refusal' | 'false refusal';
  readonly unit: string;
  readonly about: string;
  readonly line: number | undefined;
  /** systemd's class of message, or our code. */
  readonly kind: string;
  readonly text: string;
}

/** One finding of `check --format json`. */
export interface Report {
  readonly file: string;
  readonly line: number;
  readonly effect: string;
  readonly scope: string;
  readonly code: string;
  readonly message: string;
}

export function recall({ hits, misses }: Tally): number {
  return hits + misses === 0 ? 1 : hits / (hits + misses);
}

export function precision({ hits, falseAlarms }: Tally): number {
  return hits + falseAlarms === 0 ? 1 : hits / (hits + falseAlarms);
}

/**
 * Lets the built `check` judge the cases and counts where it agrees with systemd.
 *
 * A line counts as found when any line of the same continued assignment carries a diagnostic of scope `line` with effect
 * refuse, ignore or note; messages below notice are not asked for, but allow one of ours.
 */
export async function score(
  cases: readonly Case[],
  version: number,
  verdictOf: (one: Case) => Verdict | undefined,
  cli: string,
): Promise<Score> {
  const reports = await judge(cases, version, cli);
  const lines: Tally = { hits: 0, misses: 0, falseAlarms: 0 };
  const refused: Tally = { hits: 0, misses: 0, falseAlarms: 0 };
  const disagreements: Disagreement[] = [];
  for (const one of cases) {
    const verdict = verdictOf(one);
    if (!verdict) continue;
    const ours = reports.get(one.name) ?? [];
    const note = (what: Disagreement['what'], line: number | undefined, kind: string, text: string): void => {
      disagreements.push({ what, unit: one.name, about: one.about, line, kind, text });
    };
    compareLines(one, verdict, ours, lines, note);
    const we = ours.find((report) => report.effect === 'refuse' && report.scope !== 'workspace');
    if (we && verdict.refused) refused.hits++;
    else if (verdict.refused) {
      refused.misses++;
      note('missed refusal', undefined, 'refused', verdict.lines.map((line) => line.message).join('; '));
    } else if (we) {
      refused.falseAlarms++;
      note('false refusal', we.line, we.code, we.message);
    }
  }
  return { lines, refused, disagreements };
}

type Note = (what: Disagreement['what'], line: number | undefined, kind: string, text: string) => void;

/** Counts where the findings of a program agree with what systemd said of the lines of a case, into the tally. */
export function compareLines(one: Case, verdict: Verdict, reports: readonly Report[], tally: Tally, note: Note): void {
  const lastLineOf = assignmentEnds(one.bytes);
  const ours = new Map<number, Report>();
  for (const report of reports) {
    if (report.scope !== 'line' || !CLAIMS.has(report.effect)) continue;
    ours.set(lastLineOf(report.line), report);
  }
  const theirs = new Map<number, LineVerdict>();
  for (const said of verdict.lines) {
    const line = lastLineOf(said.line);
    const known = theirs.get(line);
    if (!known || COUNTED.has(said.severity)) theirs.set(line, said);
  }
  for (const [line, said] of theirs) {
    if (ours.has(line)) tally.hits++;
    else if (COUNTED.has(said.severity)) {
      tally.misses++;
      note('missed line', line, said.kind, said.message);
    }
  }
  for (const [line, report] of ours) {
    if (theirs.has(line)) continue;
    tally.falseAlarms++;
    note('false line', line, report.code, report.message);
  }
}

export const CLAIMS: ReadonlySet<string> = new Set(['refuse', 'ignore', 'note']);
export const COUNTED: ReadonlySet<string> = new Set(['error', 'warning', 'notice']);

/** Maps every line of a continued assignment to its last one, which is the one that systemd names. */
export function assignmentEnds(bytes: Uint8Array): (line: number) => number {
  const text = decodeUnit(bytes);
  const lines = systemdLines(text);
  const ends = new Map<number, number>();
  for (const node of parse(text).nodes) {
    const from = positionAt(lines, node.content.from).line + 1;
    const to = positionAt(lines, node.content.to).line + 1;
    for (let line = from; line <= to; line++) ends.set(line, to);
  }
  // A continuation that the file's end cuts off is reported for the line after the last one.
  return (line) => ends.get(line) ?? ends.get(line - 1) ?? line;
}

async function judge(cases: readonly Case[], version: number, cli: string): Promise<Map<string, Report[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    mkdirSync(join(folder, 'units'));
    for (const one of cases) writeFileSync(join(folder, 'units', one.name), one.bytes);
    const words = [cli, 'check', '--format', 'json', '--systemd-version', String(version), join(folder, 'units')];
    // Findings make the exit status 1, which is no failure here.
    const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 1 << 28 }).catch((error) => {
      if (error.code === 1) return error as { stdout: string };
      throw error;
    });
    const byName = new Map<string, Report[]>();
    for (const report of JSON.parse(stdout) as Report[]) {
      const name = basename(report.file);
      const list = byName.get(name);
      if (list) list.push(report);
      else byName.set(name, [report]);
    }
    return byName;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
