import type { Item } from '../workspace/effective-unit.ts';

/**
 * The kinds of dependency that a unit itself can have, under the names of `systemctl show` (src/basic/unit-def.c,
 * unit_dependency_table). Their inverses, `WantedBy` say, are those of the unit at the other end.
 */
export type DependencyType =
  | 'After'
  | 'Before'
  | 'Requires'
  | 'Requisite'
  | 'Wants'
  | 'BindsTo'
  | 'PartOf'
  | 'Upholds'
  | 'Conflicts'
  | 'OnFailure'
  | 'OnSuccess'
  | 'Triggers'
  | 'TriggeredBy'
  | 'PropagatesReloadTo'
  | 'ReloadPropagatedFrom'
  | 'PropagatesStopTo'
  | 'StopPropagatedFrom'
  | 'JoinsNamespaceOf';

/**
 * Why there is a dependency (src/core/unit.h, UnitDependencyMask): a line says so, a setting implies it, or it comes with
 * `DefaultDependencies=yes`.
 */
export type Origin = 'written' | 'implicit' | 'default';

/** One dependency of a unit on another. */
export interface Dependency {
  readonly type: DependencyType;
  /** The name of the other unit, as it is written: an alias stays one. */
  readonly on: string;
  readonly origin: Origin;
  /** The value that says or implies it, where there is one. */
  readonly item?: Item | undefined;
}

/** The same kind of dependency on a unit, or several kinds. */
export function dependOn(
  on: string,
  types: readonly DependencyType[],
  origin: Origin,
  item?: Item,
): readonly Dependency[] {
  return types.map((type) => ({ type, on, origin, item }));
}

/** Whether a type says when units start and stop, and nothing about whether they do. */
export function isOrdering(type: DependencyType): boolean {
  return type === 'After' || type === 'Before';
}

/** The types with which a unit pulls another in when it is started (src/core/unit-dependency-atom.c, UNIT_ATOM_PULL_IN_START). */
export const PULLING: ReadonlySet<DependencyType> = new Set(['Requires', 'Wants', 'BindsTo', 'Upholds']);
