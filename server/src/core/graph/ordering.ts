import { type EffectiveUnit, items } from '../workspace/effective-unit.ts';
import { key } from '../workspace/memory.ts';
import { baseName, folderOf } from '../workspace/paths.ts';
import { cachedAt, type Snapshot } from '../workspace/snapshot.ts';
import type { Dependency } from './dependency.ts';
import { dependenciesIn, dependents, installedIn, relationsIn, unitsOf } from './snapshot-units.ts';
import { hasDefaultDependencies } from './texts.ts';
import { isStartedAtBoot, STARTED_LATER } from './well-known.ts';

/** One step of a cycle: a unit is started after another, because of a dependency that one of the two brings. */
export interface Step {
  /** The unit that is started later, by name. */
  readonly unit: string;
  /** The one that it waits for. */
  readonly after: string;
  /** After= of the one, Before= of the other, or WantedBy= in [Install] of what a target waits for. */
  readonly dependency: Dependency;
  readonly by: EffectiveUnit;
}

export interface Cycle {
  /** From one step to the next, and from the last to the first. */
  readonly steps: readonly Step[];
  /**
   * Whether all of its units are started together at boot or log-in: each is enabled or pulled in by another of them. Otherwise the cycle
   * closes only where something else starts them together.
   */
  readonly isCertain: boolean;
}

/**
 * The shortest cycle of ordering dependencies that a unit is part of (src/core/transaction.c, transaction_verify_order_one). Followed are
 * what units say themselves, what is written about them elsewhere, and what this unit brings to others. What other sockets, timers and
 * paths bring to their targets by default is not, as a cycle of that kind is found from them.
 */
export function orderingCycle(snapshot: Snapshot, unit: EffectiveUnit): Cycle | undefined {
  const near = unit.fragment?.path;
  if (near === undefined) return undefined;
  const units = unitsOf(snapshot, near, unit.manager);
  const start = unit.name.full;
  const load = (name: string): EffectiveUnit | undefined => (name === start ? unit : units.load(name));
  const idOf = (name: string): string => load(name)?.name.full ?? name;
  const own = dependenciesIn(snapshot, unit, near);
  const last = closing(unit, own, load, idOf);
  const ofInitrd = isOfInitrd(unit);
  const excluded = new Set<string>();
  for (const { type, on } of own) if (type === 'Conflicts') excluded.add(idOf(on));
  if (!canClose(snapshot, unit, own, last, excluded)) return undefined;
  /** How each unit was reached. */
  const reached = new Map<string, Step | undefined>([[start, undefined]]);
  const open = [unit];
  let followed = 0;
  for (let index = 0; index < open.length && index < MOST_UNITS; index++) {
    const later = open[index]!;
    // Looked up rather than searched for: a unit that waits for many others is met from each of them.
    const back = index > 0 ? relationsIn(snapshot, later, near).after.get(start) : undefined;
    if (back) {
      const step = { unit: later.name.full, after: start, dependency: back, by: later };
      return judged(snapshot, unit, pathTo(reached, later.name.full, step));
    }
    for (const step of stepsFrom(snapshot, later, near, idOf)) {
      if (++followed > MOST_STEPS) return undefined;
      const { after } = step;
      if (after === start) return judged(snapshot, unit, pathTo(reached, later.name.full, step));
      if (excluded.has(after) || reached.has(after)) continue;
      const earlier = load(after);
      if (!earlier || earlier.masked || earlier.refused || earlier.partial || conflict(snapshot, earlier, start, near))
        continue;
      if (isOfInitrd(earlier) !== ofInitrd) continue;
      reached.set(after, step);
      open.push(earlier);
      const closes = last.get(after);
      if (closes) return judged(snapshot, unit, [...pathTo(reached, later.name.full, step), closes]);
    }
  }
  return undefined;
}

/** Whether a unit is for the initrd only, so that it is never started together with units that are not. */
function isOfInitrd(unit: EffectiveUnit): boolean {
  const conditions = ['AssertPathExists', 'ConditionPathExists'].flatMap((name) => items(unit, 'Unit', name));
  return conditions.some(({ text }) => text === '/etc/initrd-release');
}

/** More units than this one are not gone through; a cycle that has some dozens of units is not known from anywhere. */
const MOST_UNITS = 64;
const MOST_STEPS = 4000;

/** All that a unit waits for is looked at once for all units of a folder. It is up to 160 units where there are those of systemd itself. */
const MOST_EARLIER = 192;

/**
 * Whether there can be a cycle at all, which is so for few units: something that the unit waits for would have to wait for the unit, or for
 * what the unit brings an ordering to.
 *
 * @param last What waits for the unit because of what this brings.
 * @param excluded What is never started with the unit.
 */
function canClose(
  snapshot: Snapshot,
  unit: EffectiveUnit,
  own: readonly Dependency[],
  last: ReadonlyMap<string, Step>,
  excluded: ReadonlySet<string>,
): boolean {
  const near = unit.fragment!.path;
  const start = unit.name.full;
  const ends = [...last.keys()].filter((name) => !excluded.has(name));
  const first = new Set<string>();
  for (const { type, on } of own) if (type === 'After') first.add(on);
  for (const { unit: other } of dependents(snapshot, start, 'Before', near)) first.add(other.name.full);
  for (const name of first) {
    const earlier = earlierThan(snapshot, name, unit.manager, near);
    if (earlier === 'many' || earlier.has(start) || ends.some((end) => earlier.has(end))) return true;
  }
  return false;
}

/** What a unit waits for, and what that waits for, and so on, the unit itself included; `many` where it is more than is gone through. */
function earlierThan(
  snapshot: Snapshot,
  name: string,
  manager: 'system' | 'user',
  near: string,
): ReadonlySet<string> | 'many' {
  const placeOf = (one: string): string => `${manager} ${one} ${folderOf(near)}`;
  return cachedAt(snapshot, EARLIER, placeOf(name), () => {
    const units = unitsOf(snapshot, near, manager);
    const found = new Set([name, units.load(name)?.name.full ?? name]);
    /** Those of them of which all that is earlier is found as well. Nearly all units wait for the same hundred. */
    const complete = new Set<string>();
    for (const one of found) {
      if (found.size > MOST_EARLIER) return 'many';
      if (complete.has(one)) continue;
      const known = snapshot.memory.known(EARLIER, placeOf(one));
      if (known === 'many') return 'many';
      for (const earlier of known ?? justEarlierThan(snapshot, one, manager, near)) {
        found.add(earlier);
        if (known) complete.add(earlier);
      }
    }
    return found;
  });
}

const EARLIER = key<ReadonlySet<string> | 'many'>('what is started before a unit');

/** What a unit waits for itself. It is looked up once for all units of a folder that wait for it, most of them by way of the same few. */
function justEarlierThan(
  snapshot: Snapshot,
  name: string,
  manager: 'system' | 'user',
  near: string,
): readonly string[] {
  return cachedAt(snapshot, JUST_EARLIER, `${manager} ${name} ${folderOf(near)}`, () => {
    const units = unitsOf(snapshot, near, manager);
    const unit = units.load(name);
    if (!unit || unit.masked || unit.refused || unit.partial) return [];
    const idOf = (one: string): string => units.load(one)?.name.full ?? one;
    return [...new Set([...stepsFrom(snapshot, unit, near, idOf)].map(({ after }) => after))];
  });
}

const JUST_EARLIER = key<readonly string[]>('what a unit waits for');

/** The steps from a unit to those that it waits for. */
function* stepsFrom(
  snapshot: Snapshot,
  unit: EffectiveUnit,
  near: string,
  idOf: (name: string) => string,
): Iterable<Step> {
  const name = unit.name.full;
  for (const dependency of dependenciesIn(snapshot, unit, near))
    if (dependency.type === 'After') yield { unit: name, after: idOf(dependency.on), dependency, by: unit };
  for (const { unit: other, dependency } of dependents(snapshot, name, 'Before', near))
    yield { unit: name, after: other.name.full, dependency, by: other };
}

/** The steps that lead back to the unit because of what it brings to others: by Before=, and by what enabling it brings to targets. */
function closing(
  unit: EffectiveUnit,
  own: readonly Dependency[],
  load: (name: string) => EffectiveUnit | undefined,
  idOf: (name: string) => string,
): ReadonlyMap<string, Step> {
  const steps = new Map<string, Step>();
  const after = unit.name.full;
  const add = (on: string, dependency: Dependency): void => {
    const later = idOf(on);
    if (!steps.has(later)) steps.set(later, { unit: later, after, dependency, by: unit });
  };
  for (const dependency of own) if (dependency.type === 'Before') add(dependency.on, dependency);
  if (!hasDefaultDependencies(unit)) return steps;
  let waitsFor: Set<string> | undefined;
  for (const dependency of installedIn(unit)) {
    const target = load(dependency.on);
    if (target?.type !== 'target' || !hasDefaultDependencies(target)) continue;
    if (!waitsFor) {
      waitsFor = new Set();
      for (const { type, on } of own) if (type === 'After') waitsFor.add(idOf(on));
    }
    if (waitsFor.has(target.name.full)) continue;
    add(dependency.on, dependency);
  }
  return steps;
}

/** The steps from the unit that was begun with to another, and one more. */
function pathTo(reached: ReadonlyMap<string, Step | undefined>, name: string, next: Step): readonly Step[] {
  const steps = [next];
  for (let step = reached.get(name); step; step = reached.get(step.unit)) steps.unshift(step);
  return steps;
}

/** Units that conflict are never started together. */
function conflict(snapshot: Snapshot, unit: EffectiveUnit, other: string, near: string): boolean {
  return relationsIn(snapshot, unit, near).conflicts.has(other);
}

function judged(snapshot: Snapshot, unit: EffectiveUnit, steps: readonly Step[]): Cycle | undefined {
  const near = unit.fragment!.path;
  const units = unitsOf(snapshot, near, unit.manager);
  const members = steps.map((step) => step.unit);
  const loaded = members.flatMap((name) => (name === unit.name.full ? unit : (units.load(name) ?? [])));
  const relations = new Map(loaded.map((one) => [one.name.full, relationsIn(snapshot, one, near)]));
  if ([...relations.values()].some(({ conflicts }) => members.some((name) => conflicts.has(name)))) return undefined;
  const enabled = loaded.filter((one) => relations.get(one.name.full)?.isInstallable);
  const always = loaded.filter((one) => isStartedAtBoot(one.name.full, unit.manager));
  const isMeantForBoot = enabled.length > 0 || !loaded.some(isPackaged);
  if (always.length > 0 && (!isMeantForBoot || members.some((name) => STARTED_LATER.has(name)))) return undefined;
  const started = new Set([...always, ...enabled].map((one) => one.name.full));
  const open = [...started];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const pulls = relations.get(name)?.pulls;
    for (const pulled of members) {
      if (!pulls?.has(pulled) || started.has(pulled)) continue;
      started.add(pulled);
      open.push(pulled);
    }
  }
  // Of several packages hardly anybody has enabled all.
  const areEnabled = enabled.length < 2 || !enabled.some(isPackaged);
  return { steps, isCertain: areEnabled && members.every((name) => started.has(name)) };
}

/** Whether the distribution brings the unit. What it starts at boot it says by links, and what has [Install] need not be enabled. */
function isPackaged({ fragment, manager }: EffectiveUnit): boolean {
  const path = fragment?.path ?? '';
  return path.includes('/lib/systemd/') && !isStartedAtBoot(baseName(path), manager);
}
