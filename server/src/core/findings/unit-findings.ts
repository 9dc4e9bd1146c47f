import { ownSection, type UnitType } from '../catalogue/unit-type.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { say } from '../text/message.ts';
import { type EffectiveUnit, unitOf, withoutDropIns } from '../workspace/effective-unit.ts';
import { key } from '../workspace/memory.ts';
import { cachedAt, type Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { isCrashed, isLoaded, ownFindings } from './alone.ts';
import { unitFolder } from './new-units.ts';
import { othersIn } from './others.ts';
import { unitPlace } from './places.ts';
import type { Finding, UnitRule, WorkspaceRule } from './rule.ts';
import { type ByType, mayFind, rulesFor, UNIT_LINE_RULES, UNIT_RULES } from './rules-by-type.ts';
import { diagnosticOf, ruleFailed } from './to-diagnostic.ts';

/** All that is found about the unit of a file; undefined where it cannot be judged. */
export function findingsOf(snapshot: Snapshot, file: UnitFile): UnitFindings | undefined {
  const unit = unitOf(snapshot, file);
  // Without its fragment a unit cannot be judged as a whole.
  if (!unit?.fragment || unit.masked || unit.partial) return undefined;
  // What a value comes to is not known, and so neither is what it does to the unit.
  if (isCrashed(snapshot, unit)) return undefined;
  const { path } = unit.fragment;
  return cachedAt(snapshot, FINDINGS, placeOfUnit(unit, file), () => {
    const now = snapshot.file(file.path);
    const same = now && unitOf(snapshot, now);
    if (!same) return NOTHING;
    // A unit that is refused while parsing is never checked, and its drop-ins are not read: there are the lines up to the fatal one.
    if (same.refused) return judge(snapshot, withoutDropIns(same), path, UNIT_LINE_RULES);
    return judge(snapshot, same, path, UNIT_RULES);
  });
}

/** Under which name what is computed for a unit is remembered once for all of its files. They see the same drop-ins where they are of one folder. */
export function placeOfUnit({ fragment, name }: EffectiveUnit, file: UnitFile): string {
  return `${fragment?.path} ${name.full} ${unitFolder(file)}`;
}

export interface UnitFindings {
  readonly byFile: ReadonlyMap<string, readonly Diagnostic[]>;
  /** The rules that failed by a fault of ours, which every file of the unit tells. */
  readonly failed: readonly Diagnostic[];
}

type Rules = ByType<UnitRule | WorkspaceRule>;

const NOTHING: UnitFindings = { byFile: new Map(), failed: [] };

const FINDINGS = key<UnitFindings>('findings of a unit');

/** All that is found about a unit, by the file that it is found in. */
function judge(snapshot: Snapshot, unit: EffectiveUnit, path: string, rules: Rules): UnitFindings {
  const byFile = new Map<string, Diagnostic[]>();
  const failed: Diagnostic[] = [];
  const isUnderstood = (one: EffectiveUnit): boolean => isLoaded(snapshot, one);
  const others = othersIn(snapshot, isUnderstood);
  const own = ownFindings(snapshot, unit);
  const understood = isUnderstood(unit);
  for (const rule of rulesFor(rules, unit.type)) {
    // What becomes of a unit beside others is only asked where systemd loads it.
    if (rule.scope === 'workspace' && ((!rule.ofRefused && !understood) || !mayFind(rule, unit))) continue;
    try {
      const findings = rule.scope === 'unit' ? own(rule) : rule.check(unit, snapshot, others);
      for (const finding of findings) {
        const places =
          isShared(finding.file) || isOfTemplate(finding.file, unit) ? placesOfShared(unit, finding) : [finding];
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

/** A drop-in for many units, as in `service.d`: its effect on one of them is reported for that unit. */
export function isShared(file: UnitFile): boolean {
  return file.kind.kind === 'drop-in' && file.kind.name === undefined;
}

/** Whether a file is a drop-in of the template of a unit that is an instance: it shows what is found about the template, if there is one. */
function isOfTemplate({ kind }: UnitFile, unit: EffectiveUnit): boolean {
  return kind.kind === 'drop-in' && kind.name?.instance === '' && (unit.name.instance ?? '') !== '';
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

/**
 * What is found about lines of a drop-in for many units, in any unit that it applies to. Its effects on these units are reported there.
 */
export function sharedDiagnostics(snapshot: Snapshot, file: UnitFile): readonly Diagnostic[] {
  const { type } = file.kind;
  if (rulesFor(UNIT_LINE_RULES, type).length === 0) return [];
  const byLine = new Map<string, Diagnostic>();
  for (const path of usersOfShared(snapshot, type).get(file.path) ?? []) {
    const fragment = snapshot.file(path);
    for (const found of (fragment && findingsOf(snapshot, fragment)?.byFile.get(file.path)) ?? []) {
      byLine.set(`${found.code} ${found.range.from}`, found);
    }
  }
  return [...byLine.values()];
}

/** The fragments of a type that each drop-in for many units applies to, by their paths: looked for once, however many such drop-ins there are. */
function usersOfShared(snapshot: Snapshot, type: UnitType): ReadonlyMap<string, readonly string[]> {
  return cachedAt(snapshot, USERS, type, () => {
    const users = new Map<string, string[]>();
    for (const path of snapshot.paths()) {
      if (!path.endsWith(`.${type}`)) continue;
      const fragment = snapshot.file(path);
      if (fragment?.kind.kind !== 'fragment' || fragment.masked) continue;
      for (const dropIn of unitOf(snapshot, fragment)?.dropIns ?? []) {
        if (!isShared(dropIn)) continue;
        const known = users.get(dropIn.path);
        if (known) known.push(path);
        else users.set(dropIn.path, [path]);
      }
    }
    return users;
  });
}

const USERS = key<ReadonlyMap<string, readonly string[]>>('units of drop-ins for many units');
