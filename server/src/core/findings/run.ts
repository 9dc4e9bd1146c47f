import type { Diagnostic } from '../diagnostic.ts';
import { append } from '../text/append.ts';
import { firstIndex } from '../text/first-index.ts';
import type { ValueProblem } from '../values/grammar.ts';
import { type Analysis, analysisOf, type Entry } from '../workspace/analyse.ts';
import { key, Memory } from '../workspace/memory.ts';
import { isOfDistribution } from '../workspace/neighbours.ts';
import { ReadingError } from '../workspace/reading-error.ts';
import { cachedAt, type Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { isMisnamed } from '../workspace/unit-path.ts';
import { entryFindings } from './entry-rules.ts';
import { internalErrorDiagnostic } from './internal-error.ts';
import { RULES } from './rules.generated.ts';
import { LINE_RULES, rulesFor } from './rules-by-type.ts';
import { shown } from './shown.ts';
import { withoutPlaceholders } from './source-lines.ts';
import { diagnosticOf, inDropIn, ruleFailed, valueDiagnostic, valueFailed } from './to-diagnostic.ts';
import { findingsOf, isShared, sharedDiagnostics } from './unit-findings.ts';

/**
 * The findings of one file that people are shown: {@link judged} without what the files suppress, and as the settings want it.
 *
 * @returns diagnostics in the order in which they stand in the file.
 */
export function diagnose(snapshot: Snapshot, file: UnitFile): readonly Diagnostic[] {
  return cachedAt(snapshot, DIAGNOSTICS, file.path, () => {
    const now = snapshot.file(file.path);
    if (!now) return [];
    return shown(snapshot, now, judged(snapshot, now), (other) => judged(snapshot, other));
  });
}

/** Under this key they are remembered by path: `takeOutdated` gives the files that have others now, or may have. */
export const DIAGNOSTICS = key<readonly Diagnostic[]>('diagnostics');

/**
 * All findings of one file: of its lines, of its unit, and of other units. What is found
 * about the unit in another of its files belongs to that file. While other files are still to be read, only the lines are judged.
 *
 * A fault of ours costs no more than what failed: one value, one rule, or the unit as a whole. It is among the diagnostics, under
 * `internal-error`.
 *
 * @returns diagnostics in the order in which they stand in the file.
 */
export function judged(snapshot: Snapshot, file: UnitFile): readonly Diagnostic[] {
  if (file.masked) return [];
  const found = lineDiagnostics(snapshot, file);
  // Of a file that systemd does not read, only that is worth telling.
  if (isMisnamed(file.kind)) return found.filter(({ code }) => code === 'misnamed-drop-in');
  if (snapshot.isSurveyed(file.path)) {
    append(found, isShared(file) ? sharedDiagnostics(snapshot, file) : unitDiagnostics(snapshot, file));
  }
  // Those who are shown a unit of a package do not write it, and what a hint is about works.
  const meant = isOfDistribution(file.path) ? found.filter(({ severity }) => severity !== 'hint') : found;
  return notSuperseded(meant.sort((a, b) => a.range.from - b.range.from || a.range.to - b.range.to));
}

/**
 * Without what says less of a stretch than another finding there: about the line all that touches it, about the unit what begins in it.
 *
 * @param found in the order in which they stand in the file.
 */
function notSuperseded(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const superseding = found.filter(({ code }) => SUPERSEDING.has(code));
  if (superseding.length === 0) return found;
  return found.filter(({ code, scope, range }) => {
    if (SUPERSEDING.has(code)) return true;
    const next = superseding[firstIndex(superseding.length, (index) => superseding[index]!.range.to > range.from)];
    if (!next) return true;
    return scope === 'line' ? next.range.from >= range.to : next.range.from > range.from;
  });
}

const SUPERSEDING: ReadonlySet<string> = new Set(
  RULES.filter((rule) => rule.scope === 'line' && rule.supersedes === 'stretch').map(({ code }) => code),
);

function lineDiagnostics(snapshot: Snapshot, file: UnitFile): Diagnostic[] {
  const { settings } = snapshot;
  let analysis: Analysis;
  try {
    analysis = analysisOf(file, settings);
  } catch (error) {
    return [internalErrorDiagnostic(file.path, { kind: 'file' }, error)];
  }
  const out: Diagnostic[] = [];
  const failed: Diagnostic[] = [];
  // Lines that say the same have their problems in common, and of continued ones another may be found.
  const replaced = new Map<Entry, Set<ValueProblem>>();
  const { entries } = analysis;
  const understood = entries.some(({ crash }) => crash)
    ? { ...analysis, entries: entries.filter(({ crash }) => !crash) }
    : analysis;
  const view = { file, analysis: understood, settings, memory: new Memory() };
  for (const rule of rulesFor(LINE_RULES, file.kind.type)) {
    try {
      for (const finding of rule.check(view)) out.push(diagnosticOf(rule, finding));
    } catch (error) {
      failed.push(ruleFailed(rule, file.path, error));
    }
  }
  for (const found of entryFindings(view)) {
    if ('error' in found) failed.push(ruleFailed(found.rule, file.path, found.error));
    else {
      for (const finding of found.findings) {
        out.push(diagnosticOf(found.rule, finding));
        const known = replaced.get(found.entry) ?? new Set();
        for (const problem of finding.replaces ?? []) known.add(problem);
        if (known.size > 0) replaced.set(found.entry, known);
      }
    }
  }
  for (const entry of entries) {
    if (entry.crash) failed.push(valueFailed(entry, entry.crash.error));
    for (const problem of entry.parsed.problems) {
      if (!replaced.get(entry)?.has(problem)) out.push(valueDiagnostic(entry, problem));
    }
  }
  // systemd reports nothing after the line at which it stopped reading.
  const end = analysis.stop?.node.range.to ?? Number.POSITIVE_INFINITY;
  const said = withoutPlaceholders(
    file,
    out.filter((diagnostic) => diagnostic.range.from < end),
  );
  return [...(file.kind.kind === 'drop-in' ? said.map(inDropIn) : said), ...failed];
}

/** What is found about the unit that a file is part of, in that file. */
function unitDiagnostics(snapshot: Snapshot, file: UnitFile): readonly Diagnostic[] {
  try {
    const findings = findingsOf(snapshot, file);
    if (!findings) return [];
    const { byFile, failed } = findings;
    return [...(byFile.get(file.path) ?? []), ...failed.map((one) => ({ ...one, file: file.path }))];
  } catch (error) {
    // A file that cannot be read says so itself.
    if (error instanceof ReadingError && error.path === file.path) return [];
    const name = file.kind.name?.full ?? file.path;
    return [internalErrorDiagnostic(file.path, { kind: 'unit', name }, error, { scope: 'unit' })];
  }
}
