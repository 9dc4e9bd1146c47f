import type { Item } from '../workspace/effective-unit.ts';
import type { Dependency } from './dependency.ts';

/** What one part of a unit brings: dependencies on units, and paths whose mounts it needs. */
export interface Parts {
  readonly dependencies: readonly Dependency[];
  readonly mountsFor: readonly MountsFor[];
}

/** A path, whose mount and those above it the unit is started after (src/core/unit.c, unit_add_mounts_for). */
export interface MountsFor {
  readonly path: string;
  readonly type: 'Requires' | 'Wants';
  readonly item?: Item | undefined;
}

export function requiredMounts(path: string, item?: Item): MountsFor {
  return { path, type: 'Requires', item };
}

/** Since this version a path can also be one whose mounts are only wanted. */
export const WANTS_MOUNTS_SINCE = 256;
