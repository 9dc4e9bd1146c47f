import { ownSection, UNIT_TYPES, type UnitType } from '../catalogue/unit-type.ts';
import { type Diagnostic, type Effect, severityOf } from '../diagnostic.ts';
import { valueSource } from '../syntax/tree.ts';
import { append } from '../text/append.ts';
import type { TextEdit } from '../text/edit.ts';
import { firstIndex } from '../text/first-index.ts';
import { type Message, say, sentences } from '../text/message.ts';
import type { ValueFix, ValueProblem } from '../values/grammar.ts';
import { type Analysis, analysisOf, type Entry } from '../workspace/analyse.ts';
import { type EffectiveUnit, unitOf } from '../workspace/effective-unit.ts';
import { key } from '../workspace/memory.ts';
import { isOfDistribution } from '../workspace/neighbours.ts';
import { ReadingError } from '../workspace/reading-error.ts';
import type { Settings } from '../workspace/settings.ts';
import { cached, cachedAt, type Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { internalErrorDiagnostic } from './internal-error.ts';
import { unitFolder } from './new-units.ts';
import { othersIn } from './others.ts';
import { unitPlace } from './places.ts';
import type { Finding, Rule, UnitRule } from './rule.ts';
import { RULES } from './rules.generated.ts';
import { shown } from './shown.ts';
import { withoutPlaceholders } from './source-lines.ts';

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
  if (file.kind.kind === 'drop-in' && file.kind.misnamed !== undefined)
    return found.filter(({ code }) => code === 'misnamed-drop-in');
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

/** Under this key they are remembered by path: `takeOutdated` gives the files that have others now, or may have. */
export const DIAGNOSTICS = key<readonly Diagnostic[]>('diagnostics');

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
  const replaced = new Set<ValueProblem>();
  const { entries } = analysis;
  const understood = entries.some(({ crash }) => crash)
    ? { ...analysis, entries: entries.filter(({ crash }) => !crash) }
    : analysis;
  for (const rule of rulesFor(LINE_RULES, file.kind.type)) {
    try {
      for (const finding of rule.check({ file, analysis: understood, settings })) {
        out.push(diagnosticOf(rule, finding));
        for (const problem of finding.replaces ?? NO_PROBLEMS) replaced.add(problem);
      }
    } catch (error) {
      failed.push(ruleFailed(rule, file.path, error));
    }
  }
  for (const entry of entries) {
    if (entry.crash) failed.push(valueFailed(entry, entry.crash.error));
    for (const problem of entry.parsed.problems) {
      if (!replaced.has(problem)) out.push(valueDiagnostic(entry, problem));
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

const NO_PROBLEMS: readonly ValueProblem[] = [];

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

/**
 * What is found about lines of a drop-in for many units, in any unit that it applies to. Its effects on these units are reported there.
 */
function sharedDiagnostics(snapshot: Snapshot, file: UnitFile): readonly Diagnostic[] {
  const { type } = file.kind;
  if (!rulesFor(UNIT_RULES, type).some((rule) => rule.scope === 'unit' && rule.findsLines)) return [];
  const byLine = new Map<string, Diagnostic>();
  for (const path of snapshot.paths()) {
    if (!path.endsWith(`.${type}`)) continue;
    const fragment = snapshot.file(path);
    if (fragment?.kind.kind !== 'fragment' || fragment.masked) continue;
    if (!unitOf(snapshot, fragment)?.dropIns.some((one) => one.path === file.path)) continue;
    for (const found of findingsOf(snapshot, fragment)?.byFile.get(file.path) ?? []) {
      byLine.set(`${found.code} ${found.range.from}`, found);
    }
  }
  return [...byLine.values()];
}

/** All that is found about the unit of a file; undefined where it cannot be judged. */
function findingsOf(snapshot: Snapshot, file: UnitFile): UnitFindings | undefined {
  const unit = unitOf(snapshot, file);
  // Without its fragment a unit cannot be judged as a whole, and one that is refused while parsing is never checked.
  if (!unit?.fragment || unit.masked || unit.refused || unit.partial) return undefined;
  // What a value comes to is not known, and so neither is what it does to the unit.
  if (alone(snapshot, unit).crashed) return undefined;
  const { path } = unit.fragment;
  // Once for all files of the unit. They see the same drop-ins where they are of one folder.
  const place = `${path} ${unit.name.full} ${unitFolder(file)}`;
  return cachedAt(snapshot, FINDINGS, place, () => {
    const now = snapshot.file(file.path);
    const same = now && unitOf(snapshot, now);
    return same ? judge(snapshot, same, path) : NOTHING;
  });
}

interface UnitFindings {
  readonly byFile: ReadonlyMap<string, readonly Diagnostic[]>;
  /** The rules that failed by a fault of ours, which every file of the unit tells. */
  readonly failed: readonly Diagnostic[];
}

const NOTHING: UnitFindings = { byFile: new Map(), failed: [] };

const FINDINGS = key<UnitFindings>('findings of a unit');

/** All that is found about a unit, by the file that it is found in. */
function judge(snapshot: Snapshot, unit: EffectiveUnit, path: string): UnitFindings {
  const byFile = new Map<string, Diagnostic[]>();
  const failed: Diagnostic[] = [];
  const isUnderstood = (one: EffectiveUnit): boolean => isLoaded(snapshot, one);
  const others = othersIn(snapshot, isUnderstood);
  const own = ownFindings(snapshot, unit);
  const understood = isUnderstood(unit);
  for (const rule of rulesFor(UNIT_RULES, unit.type)) {
    // What becomes of a unit beside others is only asked where systemd loads it.
    if (rule.scope === 'workspace' && !rule.ofRefused && !understood) continue;
    try {
      const findings = rule.scope === 'unit' ? own(rule) : rule.check(unit, snapshot, others);
      for (const finding of findings) {
        const places = isShared(finding.file) ? placesOfShared(unit, finding) : [finding];
        for (const placed of places) {
          const diagnostic = diagnosticOf(rule, placed);
          const beside = byFile.get(diagnostic.file);
          if (beside) beside.push(diagnostic);
          else byFile.set(diagnostic.file, [diagnostic]);
        }
      }
    } catch (error) {
      failed.push(ruleFailed(rule, path, error));
    }
  }
  return { byFile, failed };
}

/** What is known of units from their own files alone, as far as it was asked. A unit never changes, so it depends on nothing else. */
const ALONE = key<WeakMap<EffectiveUnit, Alone>>('what is known of units alone', { small: true });

interface Alone {
  /** Whether one of its values could not be read by a fault of ours. */
  readonly crashed: boolean;
  /** What the rules that look at the unit alone have found; without those that found nothing. Undefined before they are asked. */
  found?: ReadonlyMap<UnitRule, OwnFindings>;
  loaded?: boolean;
}

/** What a rule found, or how it failed. */
type OwnFindings = { readonly findings: readonly Finding[] } | { readonly error: unknown };

function alone(snapshot: Snapshot, unit: EffectiveUnit): Alone {
  const units = cached(snapshot, ALONE, () => new WeakMap<EffectiveUnit, Alone>());
  const known = units.get(unit);
  if (known) return known;
  const made: Alone = { crashed: unit.entries.some(({ crash }) => crash) };
  units.set(unit, made);
  return made;
}

/**
 * Whether systemd would load a unit, going by the unit's own files, and reads all of them to the end. A masked unit counts as loaded:
 * nothing is in doubt about it.
 */
function isLoaded(snapshot: Snapshot, unit: EffectiveUnit): boolean {
  const { fragment, dropIns } = unit;
  if (!fragment) return false;
  if (unit.masked) return true;
  const known = alone(snapshot, unit);
  known.loaded ??=
    ![fragment, ...dropIns].some((file) => analysisOf(file, snapshot.settings).stop) && !isRefused(snapshot, unit);
  return known.loaded;
}

/**
 * Makes a function that gives what a rule finds that looks at the unit alone. Each is asked once, although whether the unit is refused is
 * asked as well, and by others. It throws what the rule throws.
 */
function ownFindings(snapshot: Snapshot, unit: EffectiveUnit): (rule: UnitRule) => readonly Finding[] {
  const known = alone(snapshot, unit);
  known.found ??= ownResults(unit, snapshot.settings);
  const { found } = known;
  return (rule) => {
    const result = found.get(rule);
    if (result === undefined) return NO_FINDINGS;
    if ('error' in result) throw result.error;
    return result.findings;
  };
}

const NO_FINDINGS: readonly Finding[] = [];

function ownResults(unit: EffectiveUnit, settings: Settings): ReadonlyMap<UnitRule, OwnFindings> {
  const results = new Map<UnitRule, OwnFindings>();
  for (const rule of rulesFor(UNIT_RULES, unit.type)) {
    if (rule.scope !== 'unit') continue;
    try {
      // Most rules find nothing, and are asked for each unit: a list for each would be thrown away at once.
      let findings: Finding[] | undefined;
      for (const finding of rule.check(unit, settings)) {
        if (findings) findings.push(finding);
        else findings = [finding];
      }
      if (findings) results.set(rule, { findings });
    } catch (error) {
      results.set(rule, { error });
    }
  }
  return results;
}

function isRefused(snapshot: Snapshot, unit: EffectiveUnit): boolean {
  const own = ownFindings(snapshot, unit);
  return rulesFor(UNIT_RULES, unit.type).some((rule) => {
    if (rule.scope !== 'unit') return false;
    try {
      return own(rule).some(({ effect }) => (effect ?? rule.effect) === 'refuse');
    } catch {
      // The fault is told where the unit itself is judged. Until it is mended, the rule's word is not to be had.
      return rule.effect === 'refuse';
    }
  });
}

/** @param file The file that the rule was applied to, or the fragment of the unit. */
function ruleFailed({ code, scope }: Rule, file: string, error: unknown): Diagnostic {
  return internalErrorDiagnostic(file, { kind: 'rule', code }, error, { scope });
}

function valueFailed({ file, node }: Entry, error: unknown): Diagnostic {
  const { key, keyRange: range } = node;
  return internalErrorDiagnostic(file.path, { kind: 'value', key }, error, { range });
}

/** A drop-in for many units, as in `service.d`: its effect on one of them is reported for that unit. */
function isShared(file: UnitFile): boolean {
  return file.kind.kind === 'drop-in' && file.kind.name === undefined;
}

/** Where a finding about one unit is reported that comes from such a drop-in: in the fragment, and where it is about the line there too. */
function placesOfShared(unit: EffectiveUnit, finding: Finding): readonly Finding[] {
  if (finding.scope !== 'line') return [inFragment(unit, finding)];
  return [{ ...inFragment(unit, finding), scope: 'unit' }, finding];
}

function inFragment(unit: EffectiveUnit, finding: Finding): Finding {
  const place = unitPlace(unit, ownSection(unit.type));
  if (!place) return finding;
  const cause = {
    file: finding.file.path,
    range: finding.range,
    message: say`The cause is this line, which applies to several units.`,
  };
  return { ...finding, ...place, related: [cause, ...(finding.related ?? [])] };
}

/** Rules by the type of unit that they look at. */
type ByType<R> = ReadonlyMap<UnitType, readonly R[]>;

const LINE_RULES = byType(RULES.filter((rule) => rule.scope === 'line'));
const UNIT_RULES = byType(RULES.filter((rule) => rule.scope !== 'line'));

function byType<R extends Rule>(rules: readonly R[]): ByType<R> {
  return new Map(UNIT_TYPES.map((type) => [type, rules.filter(({ types }) => types?.includes(type) ?? true)]));
}

function rulesFor<R>(rules: ByType<R>, type: UnitType): readonly R[] {
  return rules.get(type) ?? [];
}

function diagnosticOf(rule: Rule, finding: Finding): Diagnostic {
  const effect = finding.effect ?? rule.effect;
  return {
    code: rule.code,
    effect,
    scope: finding.scope ?? rule.scope,
    severity: finding.severity ?? (finding.effect ? severityOf(effect) : (rule.severity ?? severityOf(effect))),
    file: finding.file.path,
    range: finding.range,
    message: finding.message,
    related: finding.related ?? [],
    fixes: finding.fixes ?? [],
    tags: finding.tags ?? [],
  };
}

function valueDiagnostic(entry: Entry, problem: ValueProblem): Diagnostic {
  const range = problem.to > problem.from ? valueSource(entry.node, problem.from, problem.to) : entry.node.valueRange;
  return {
    code: problem.code,
    effect: problem.effect,
    scope: 'line',
    // What is only written as it was long ago works as it did.
    severity: problem.effect === 'advice' && problem.tags?.includes('deprecated') ? 'hint' : severityOf(problem.effect),
    file: entry.file.path,
    // An empty value has no word to point at, so the key stands for it.
    range: range.to > range.from ? range : entry.node.keyRange,
    message: sentences(problem.message, problem.consequence ?? consequence(problem.effect, entry), problem.remedy),
    related: [],
    fixes: (problem.fixes ?? []).map((fix) => ({
      title: fix.title,
      safety: fix.safety,
      changes: [{ kind: 'edit', file: entry.file.path, edits: valueEdits(entry, fix) }],
    })),
    tags: problem.tags ?? [],
  };
}

function valueEdits({ node }: Entry, fix: ValueFix): readonly TextEdit[] {
  if (fix.removesLine) return [{ range: node.range, newText: '' }];
  const value = { range: valueSource(node, fix.from, fix.to), newText: fix.newText };
  if (fix.newKey === undefined) return [value];
  const key = { range: node.keyRange, newText: fix.newKey };
  return fix.to > fix.from || fix.newText !== '' ? [key, value] : [key];
}

/** What systemd does about a value, as a sentence between what is wrong and what to do. */
function consequence(effect: Effect, entry: Entry): Message {
  switch (effect) {
    case 'refuse':
      return entry.file.kind.kind === 'drop-in'
        ? say`systemd drops this line and the rest of this drop-in.`
        : say`systemd refuses the whole unit because of it.`;
    case 'ignore':
      return entry.parsed.outcome === 'dropped'
        ? say`systemd ignores the line.`
        : say`systemd ignores this part and keeps the rest.`;
    case 'note':
      return say`systemd logs a note and goes on.`;
    case 'fail':
      return say`systemd accepts the line, and the unit then fails.`;
    case 'advice':
      return say`systemd logs nothing about it.`;
  }
}

/** A fatal line refuses a fragment, but in a drop-in systemd only gives up the rest of that file (src/core/load-dropin.c). */
function inDropIn(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.effect !== 'refuse') return diagnostic;
  return { ...diagnostic, effect: 'ignore', severity: severityOf('ignore') };
}
