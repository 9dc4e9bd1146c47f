import { ownSection } from '../catalogue/unit-type.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import type { Circumstances } from './circumstances.ts';
import { type Dependency, dependOn } from './dependency.ts';
import { isExtrinsicMount } from './mount.ts';
import { hasDefaultDependencies, text } from './texts.ts';

/**
 * The slice that a unit is in (src/core/unit.c, unit_add_slice_dependencies and unit_set_default_slice; src/core/slice.c,
 * slice_add_parent_slice).
 */
export function* sliceDependencies(unit: EffectiveUnit, about: Circumstances): Iterable<Dependency> {
  if (!IN_SLICES.has(unit.type) || unit.name.full === '-.slice') return;
  const named = unit.type === 'slice' ? undefined : text(unit, ownSection(unit.type), 'Slice');
  const slice = named?.text ?? (unit.type === 'slice' ? parentSlice(unit.name.full) : defaultSlice(unit, about));
  yield* dependOn(slice, ['After', 'Requires'], 'implicit', named);
}

/** src/core/slice.c, slice_add_default_dependencies; src/core/scope.c, scope_add_default_dependencies. */
export function* stoppedAtShutdown(unit: EffectiveUnit): Iterable<Dependency> {
  if (hasDefaultDependencies(unit) && unit.name.full !== 'shutdown.target')
    yield* dependOn('shutdown.target', ['Before', 'Conflicts'], 'default');
}

/** src/core/unit.c, unit_add_oomd_dependencies. */
export function* oomdDependencies(unit: EffectiveUnit): Iterable<Dependency> {
  if (!IN_SLICES.has(unit.type) || !hasDefaultDependencies(unit)) return;
  const item = ['ManagedOOMSwap', 'ManagedOOMMemoryPressure']
    .map((key) => text(unit, ownSection(unit.type), key))
    .find((value) => value?.text === 'kill');
  if (item) yield* dependOn('systemd-oomd.service', ['After', 'Wants'], 'implicit', item);
}

function parentSlice(name: string): string {
  const dash = name.lastIndexOf('-');
  return dash > 0 ? `${name.slice(0, dash)}.slice` : '-.slice';
}

function defaultSlice(unit: EffectiveUnit, about: Circumstances): string {
  const isSystem = about.manager === 'system';
  if (unit.name.instance !== undefined) {
    const prefix = unit.name.prefix.replace(
      /[^A-Za-z0-9:_.]/g,
      (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
    );
    return `${isSystem ? 'system' : 'app'}-${prefix}.slice`;
  }
  const isExtrinsic =
    (unit.type === 'mount' && isExtrinsicMount(unit, about)) ||
    (unit.type === 'swap' && !isSystem) ||
    unit.name.full === 'init.scope';
  if (isExtrinsic) return '-.slice';
  return isSystem ? 'system.slice' : 'app.slice';
}

const IN_SLICES: ReadonlySet<string> = new Set(['service', 'socket', 'mount', 'swap', 'slice', 'scope']);
