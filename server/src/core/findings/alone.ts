import { analysisOf } from '../workspace/analyse.ts';
import { type EffectiveUnit, filesOf } from '../workspace/effective-unit.ts';
import { key } from '../workspace/memory.ts';
import type { Settings } from '../workspace/settings.ts';
import { cached, type Snapshot } from '../workspace/snapshot.ts';
import type { Finding, UnitRule } from './rule.ts';
import { mayFind, rulesFor, UNIT_RULES } from './rules-by-type.ts';

/**
 * Whether systemd would load a unit, going by the unit's own files, and reads all of them to the end. A masked unit counts as loaded:
 * nothing is in doubt about it.
 */
export function isLoaded(snapshot: Snapshot, unit: EffectiveUnit): boolean {
  if (!unit.fragment) return false;
  if (unit.masked) return true;
  const known = alone(snapshot, unit);
  known.loaded ??=
    !filesOf(unit).some((file) => analysisOf(file, snapshot.settings).stop) && !isRefused(snapshot, unit);
  return known.loaded;
}

/**
 * Makes a function that gives what a rule finds that looks at the unit alone. Each is asked once, although whether the unit is refused is
 * asked as well, and by others. It throws what the rule throws.
 */
export function ownFindings(snapshot: Snapshot, unit: EffectiveUnit): (rule: UnitRule) => readonly Finding[] {
  const found = resultsOf(snapshot, unit);
  return (rule) => {
    const result = found.get(rule);
    if (result === undefined) return NO_FINDINGS;
    if ('error' in result) throw result.error;
    return result.findings;
  };
}

function resultsOf(snapshot: Snapshot, unit: EffectiveUnit): ReadonlyMap<UnitRule, OwnFindings> {
  const known = alone(snapshot, unit);
  known.found ??= ownResults(unit, snapshot.settings);
  return known.found;
}

const NO_FINDINGS: readonly Finding[] = [];

/** Whether one of a unit's values could not be read by a fault of ours. */
export function isCrashed(snapshot: Snapshot, unit: EffectiveUnit): boolean {
  return alone(snapshot, unit).crashed;
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

function ownResults(unit: EffectiveUnit, settings: Settings): ReadonlyMap<UnitRule, OwnFindings> {
  const results = new Map<UnitRule, OwnFindings>();
  for (const rule of rulesFor(UNIT_RULES, unit.type)) {
    if (rule.scope !== 'unit' || !mayFind(rule, unit)) continue;
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
  for (const [rule, result] of resultsOf(snapshot, unit)) {
    // A fault is told where the unit itself is judged. Until it is mended, the rule's word is not to be had.
    if ('error' in result) {
      if (rule.effect === 'refuse') return true;
    } else if (result.findings.some(({ effect }) => (effect ?? rule.effect) === 'refuse')) return true;
  }
  return false;
}
