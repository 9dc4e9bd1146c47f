import { append } from '../text/append.ts';
import { type EffectiveUnit, type Item, loadUnit } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { accepts, templateFor } from '../workspace/sockets.ts';
import { PULLING } from './dependency.ts';
import { dependenciesIn, dependents, installedBy, installedIn } from './snapshot-units.ts';
import { triggersOf } from './start.ts';
import { triggered } from './trigger-dependencies.ts';

/** One unit that starts another, and why. */
export interface Activation {
  /** The unit at the other end. */
  readonly unit: string;
  /** `triggers`: when something happens. `pulls`: a unit says so itself. `enabled`: once the started unit is enabled. */
  readonly how: 'triggers' | 'pulls' | 'enabled';
  /** The value that says so; undefined where the names alone do, as `a.socket` starts `a.service`. */
  readonly item: Item | undefined;
}

/** What a unit starts, as its files and those around it say. What only `DefaultDependencies=` brings is left out. */
export function activates(snapshot: Snapshot, unit: EffectiveUnit, near: string): readonly Activation[] {
  const found: Activation[] = [];
  const trigger = triggeredUnit(unit);
  if (trigger) found.push({ unit: trigger.unit, how: 'triggers', item: trigger.item });
  for (const { type, on, origin, item } of dependenciesIn(snapshot, unit, near))
    if (PULLING.has(type) && origin !== 'default') found.push({ unit: on, how: 'pulls', item });
  append(
    found,
    installedBy(snapshot, unit.name.full, near, MOST).map(({ unit: other, dependency }) => ({
      unit: other.name.full,
      how: 'enabled' as const,
      item: dependency.item,
    })),
  );
  return once(found);
}

/** What starts a unit. */
export function activatedBy(snapshot: Snapshot, unit: EffectiveUnit, near: string): readonly Activation[] {
  const { full } = unit.name;
  const found: Activation[] = [];
  for (const trigger of triggersOf(snapshot, unit, near)) {
    const loaded = loadUnit(snapshot, trigger, near);
    found.push({ unit: trigger, how: 'triggers', item: loaded && triggeredUnit(loaded)?.item });
  }
  for (const type of ['Requires', 'Wants', 'BindsTo', 'Upholds'] as const)
    for (const { unit: other, dependency } of dependents(snapshot, full, type, near, MOST))
      found.push({ unit: other.name.full, how: 'pulls', item: dependency.item });
  for (const { on, item } of installedIn(unit)) found.push({ unit: on, how: 'enabled', item });
  return once(found);
}

/** The unit that a socket, timer, path or automount starts, for a socket with Accept=yes the template, and the value that names it. */
export function triggeredUnit(
  unit: EffectiveUnit,
): { readonly unit: string; readonly item: Item | undefined } | undefined {
  if (unit.type === 'socket' && accepts(unit)) return { unit: templateFor(unit.name), item: undefined };
  const dependency = triggered(unit);
  return dependency && { unit: dependency.on, item: dependency.item };
}

/** More are not shown of what starts a unit or is started with it. */
const MOST = 100;

/** The first of those with one unit for one reason. */
function once(found: readonly Activation[]): readonly Activation[] {
  const seen = new Map<string, Activation>();
  for (const one of found) {
    const word = `${one.how} ${one.unit}`;
    if (!seen.has(word)) seen.set(word, one);
  }
  return [...seen.values()];
}
