import * as fs from 'node:fs';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { check } from '../../src/check/check.ts';
import { FORMATS } from '../../src/check/formats.ts';
import type { Report } from '../../src/check/report.ts';
import { classifyPath } from '../../src/core/workspace/unit-path.ts';
import { nodeDisk } from '../../src/disk/disk.ts';
import type { LineVerdict } from './cases.ts';
import { assignmentEnds, CLAIMS, COUNTED, type Disagreement, type Score, type Tally } from './score.ts';

/** The systemd versions that the units with drop-ins were shown to. */
export const DROP_IN_VERSIONS = [252, 257, 262] as const;
type DropInVersion = (typeof DROP_IN_VERSIONS)[number];

/** A unit with its drop-ins in a load path, and what `systemd-analyze verify` of each version said. */
export interface DropInCase {
  readonly id: string;
  readonly about: string;
  /** By path below the root: bytes, or where a link leads. */
  readonly files: ReadonlyMap<string, Uint8Array | { readonly link: string }>;
  /** The unit that was verified. */
  readonly main: string;
  /** The load path, the directory that wins first. */
  readonly loadPath: readonly string[];
  readonly verdicts: Readonly<Record<DropInVersion, DropInVerdict>>;
}

/** Every file has an unknown key, so that those that systemd read are those with a message. The others are not judged. */
interface DropInVerdict {
  readonly lines: readonly (LineVerdict & { readonly file: string })[];
  readonly refused: boolean;
  /** A masked unit is not loaded, and nothing is wrong with it. */
  readonly masked: boolean;
}

interface RawVerdict {
  readonly diag: readonly (readonly [string, number, string, string, string])[];
  readonly refused: boolean;
  readonly why?: string;
}

interface RawCase {
  readonly id: string;
  readonly cls: string;
  readonly files: readonly (readonly [string, 'utf8' | 'base64' | 'link', string])[];
  readonly main: string;
  readonly dirs: readonly string[];
  readonly 252: RawVerdict;
  readonly 257: RawVerdict;
  readonly 262: RawVerdict;
}

export function readDropInCases(): DropInCase[] {
  const text = gunzipSync(readFileSync(join(import.meta.dirname, 'drop-ins.jsonl.gz'))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => readCase(JSON.parse(line) as RawCase));
}

function readCase(raw: RawCase): DropInCase {
  const verdict = ({ diag, refused, why }: RawVerdict): DropInVerdict => ({
    lines: diag.map(([file, line, kind, severity, message]) => ({ file, line, kind, severity, message })),
    refused,
    masked: why?.endsWith('is masked.') ?? false,
  });
  return {
    id: raw.id,
    about: raw.cls,
    files: new Map(
      raw.files.map(([path, enc, content]) => [path, enc === 'link' ? { link: content } : Buffer.from(content, enc)]),
    ),
    main: raw.main,
    loadPath: raw.dirs,
    verdicts: { 252: verdict(raw[252]), 257: verdict(raw[257]), 262: verdict(raw[262]) },
  };
}

/** Judges each case as the command line does, with the load path of the case, and counts as `score` does for single files. */
export function scoreDropIns(cases: readonly DropInCase[], version: DropInVersion): Score {
  const lines: Tally = { hits: 0, misses: 0, falseAlarms: 0 };
  const refused: Tally = { hits: 0, misses: 0, falseAlarms: 0 };
  const disagreements: Disagreement[] = [];
  const root = mkdtempSync(join(tmpdir(), 'drop-ins-'));
  try {
    for (const [index, one] of cases.entries()) {
      const verdict = one.verdicts[version];
      const reports = judge(one, join(root, String(index)), version);
      const note = (what: Disagreement['what'], line: number | undefined, kind: string, text: string): void => {
        disagreements.push({ what, unit: one.id, about: one.about, line, kind, text });
      };
      const read = new Set(verdict.lines.map(({ file }) => file));
      const ends = endsOf(one);
      const ours = new Map<string, Report>();
      for (const report of reports) {
        if (report.scope !== 'line' || !CLAIMS.has(report.effect) || !read.has(report.file)) continue;
        ours.set(`${report.file}:${ends(report.file, report.line)}`, report);
      }
      const theirs = new Map<string, LineVerdict>();
      for (const said of verdict.lines) {
        const place = `${said.file}:${ends(said.file, said.line)}`;
        if (!theirs.has(place) || COUNTED.has(said.severity)) theirs.set(place, said);
      }
      for (const [place, said] of theirs) {
        if (ours.has(place)) lines.hits++;
        else if (COUNTED.has(said.severity)) {
          lines.misses++;
          note('missed line', said.line, said.kind, `${place}: ${said.message}`);
        }
      }
      for (const [place, report] of ours) {
        if (theirs.has(place)) continue;
        lines.falseAlarms++;
        note('false line', report.line, report.code, `${place}: ${report.message}`);
      }
      const we = reports.find(({ effect, scope }) => effect === 'refuse' && scope !== 'workspace');
      if (we && verdict.refused) refused.hits++;
      else if (verdict.refused && !verdict.masked) {
        refused.misses++;
        note('missed refusal', undefined, 'refused', one.main);
      } else if (we) {
        refused.falseAlarms++;
        note('false refusal', we.line, we.code, we.message);
      }
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return { lines, refused, disagreements };
}

function judge(one: DropInCase, folder: string, version: DropInVersion): readonly Report[] {
  for (const directory of one.loadPath) mkdirSync(join(folder, directory), { recursive: true });
  for (const [path, content] of one.files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if ('link' in content) symlinkSync(content.link, file);
    else writeFileSync(file, content);
  }
  const read = new Set(one.verdicts[version].lines.map(({ file }) => file)).add(one.main);
  const result = check(
    {
      format: FORMATS.get('json')!,
      version,
      manager: 'system',
      unitPath: one.loadPath.map((directory) => join(folder, directory)),
      paths: [...read].map((path) => join(folder, path)).filter((path) => classifyPath(path)),
    },
    nodeDisk(fs),
    (path) => path,
    () => {},
  );
  return Array.from(result.reports, (report) => ({ ...report, file: relative(folder, report.file) }));
}

/** The last line of the assignment that a line is part of, by file. */
function endsOf({ files }: DropInCase): (file: string, line: number) => number {
  const ends = new Map<string, (line: number) => number>();
  return (path, line) => {
    let end = ends.get(path);
    if (!end) {
      const content = files.get(path);
      const target = content && 'link' in content ? files.get(join(dirname(path), content.link)) : content;
      end = target && !('link' in target) ? assignmentEnds(target) : (same) => same;
      ends.set(path, end);
    }
    return end(line);
  };
}
