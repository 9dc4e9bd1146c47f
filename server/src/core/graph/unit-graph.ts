import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { type Dependency, type DependencyType, isOrdering, type Origin } from './dependency.ts';
import { dependenciesIn } from './snapshot-units.ts';
import { pathFromBoot, type Starter, startersOf } from './start.ts';

/** A unit with those that start it, and those that it depends on. */
export interface UnitGraph {
  readonly unit: string;
  /** The units that start it themselves. */
  readonly starters: readonly Starter[];
  /** The shortest way from what every boot or log-in starts, the first to start first; empty where none is known. */
  readonly fromBoot: readonly Starter[];
  readonly dependencies: readonly Bond[];
}

/** All dependencies of a unit on another. */
export interface Bond {
  readonly on: string;
  /** Those that are an order alone stand last. */
  readonly types: readonly DependencyType[];
  /** Of the first of these in this order that there is: written, implicit, default. */
  readonly origin: Origin;
  /** One that a line says or implies. */
  readonly source: Dependency['item'];
}

/**
 * What is around a unit in a graph of units, as a machine has it about which no more is known than its files. Links in `.wants` folders are
 * not part of a snapshot: a unit with `[Install]` is taken as enabled.
 *
 * @param near The path of the file from which the others are seen.
 */
export function unitGraph(snapshot: Snapshot, unit: EffectiveUnit, near: string): UnitGraph {
  const byUnit = new Map<string, Dependency[]>();
  for (const dependency of dependenciesIn(snapshot, unit, near)) {
    const known = byUnit.get(dependency.on);
    if (known) known.push(dependency);
    else byUnit.set(dependency.on, [dependency]);
  }
  const starters = new Map<string, Starter>();
  for (const starter of startersOf(snapshot, unit, near)) {
    const word = `${starter.how} ${starter.unit}`;
    if (!starters.has(word)) starters.set(word, starter);
  }
  return {
    unit: unit.name.full,
    starters: [...starters.values()],
    fromBoot: pathFromBoot(snapshot, unit) ?? [],
    dependencies: [...byUnit].map(([on, dependencies]) => ({
      on,
      types: [...new Set(dependencies.map(({ type }) => type))].sort(
        (a, b) => Number(isOrdering(a)) - Number(isOrdering(b)),
      ),
      origin: ORIGINS.find((origin) => dependencies.some((one) => one.origin === origin))!,
      source: dependencies.find(({ item }) => item !== undefined)?.item,
    })),
  };
}

const ORIGINS: readonly Origin[] = ['written', 'implicit', 'default'];
