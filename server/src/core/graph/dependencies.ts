import { append } from '../text/append.ts';
import { parseUnitName, templateOf } from '../values/unit-name.ts';
import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import { escapePath } from '../workspace/path-names.ts';
import { commands } from '../workspace/services.ts';
import type { Circumstances } from './circumstances.ts';
import { type Dependency, type DependencyType, dependOn } from './dependency.ts';
import { execParts } from './exec.ts';
import {
  automountDependencies,
  automountMounts,
  mountDependencies,
  mountMounts,
  swapDependencies,
  swapMounts,
} from './mount.ts';
import type { MountsFor, Parts } from './parts.ts';
import { serviceDependencies } from './service.ts';
import { oomdDependencies, sliceDependencies, stoppedAtShutdown } from './slice.ts';
import { hasDefaultDependencies, texts } from './texts.ts';
import { triggerDependencies, triggerMounts } from './trigger-dependencies.ts';
import { writtenDependencies } from './written.ts';

/** The other units, as one unit sees them. */
export interface Units {
  /** The unit of a name; undefined where there is none. A link to another unit gives that one, and what is mounted needs no file. */
  load(name: string): EffectiveUnit | undefined;
  /** What links in the folders `<name>.wants`, `.requires` and `.upholds` add (src/core/load-dropin.c, process_deps). */
  linked(name: string): readonly Pick<Dependency, 'type' | 'on'>[];
}

/**
 * The dependencies that a unit brings, as systemd makes them when it loads the unit (src/core/unit.c, unit_load): written, implied by its
 * settings, and by default. Those that other units bring, Before= this one say, are not among them. A template has those that all its
 * instances have.
 */
export function dependenciesOf(unit: EffectiveUnit, units: Units, about: Circumstances): readonly Dependency[] {
  if (unit.masked || unit.refused) return [];
  const exec = execPartsOf(unit, about);
  const own = ownDependencies(unit, about, exec);
  for (const { type, on } of units.linked(unit.name.full))
    own.push({ type, on: instantiated(unit, on), origin: 'written' });
  append(own, [...mountDependenciesOf(unit, units, mountsFor(unit, about, exec), about)]);
  if (unit.type === 'target') append(own, [...defaultTargetDependencies(unit, units, own, about)]);
  return own.filter(({ on }) => on !== unit.name.full);
}

/** What the unit's own files bring, whatever other units there are. */
export function ownDependencies(
  unit: EffectiveUnit,
  about: Circumstances,
  exec: Parts | undefined = execPartsOf(unit, about),
): Dependency[] {
  const own = [...writtenDependencies(unit)];
  if (exec) append(own, exec.dependencies);
  for (const some of [byType(unit, about), sliceDependencies(unit, about), oomdDependencies(unit)])
    for (const one of some) own.push(one);
  return own;
}

/** What a unit's settings for its programs imply; undefined where it runs none. */
function execPartsOf(unit: EffectiveUnit, about: Circumstances): Parts | undefined {
  return runsPrograms(unit) ? execParts(unit, about) : undefined;
}

/** The paths whose mounts a unit needs: those that RequiresMountsFor= names, and those that its settings imply. */
export function mountsFor(
  unit: EffectiveUnit,
  about: Circumstances,
  parts: Parts | undefined = execPartsOf(unit, about),
): readonly MountsFor[] {
  const written = (['Requires', 'Wants'] as const).flatMap((type) =>
    texts(unit, 'Unit', `${type}MountsFor`).map((item) => ({ path: item.text, type, item })),
  );
  return [...written, ...(parts?.mountsFor ?? []), ...mountsByType(unit, about)];
}

function byType(unit: EffectiveUnit, about: Circumstances): Iterable<Dependency> {
  switch (unit.type) {
    case 'service':
      return serviceDependencies(unit, about);
    case 'socket':
    case 'timer':
    case 'path':
      return triggerDependencies(unit, about);
    case 'mount':
      return mountDependencies(unit, about);
    case 'automount':
      return [...triggerDependenciesOfAutomount(unit), ...automountDependencies(unit, about)];
    case 'swap':
      return swapDependencies(unit, about);
    case 'target':
    case 'slice':
    case 'scope':
      return stoppedAtShutdown(unit);
    case 'device':
      return [];
  }
}

function triggerDependenciesOfAutomount(unit: EffectiveUnit): readonly Dependency[] {
  return dependOn(`${unit.name.prefix}.mount`, ['Before', 'Triggers'], 'implicit');
}

function mountsByType(unit: EffectiveUnit, about: Circumstances): Iterable<MountsFor> {
  switch (unit.type) {
    case 'mount':
      return mountMounts(unit, about);
    case 'automount':
      return automountMounts(unit);
    case 'swap':
      return swapMounts(unit, about);
    default:
      return triggerMounts(unit, about);
  }
}

/** Services, mounts and swaps, and sockets with commands (src/core/socket.c, socket_has_exec). */
function runsPrograms(unit: EffectiveUnit): boolean {
  if (unit.type !== 'socket') return unit.type === 'service' || unit.type === 'mount' || unit.type === 'swap';
  return ['ExecStartPre', 'ExecStartPost', 'ExecStopPre', 'ExecStopPost'].some((key) => commands(unit, key).length > 0);
}

/** src/core/unit.c, unit_add_mount_dependencies; src/core/mount.c, mount_add_mount_dependencies. */
function* mountDependenciesOf(
  unit: EffectiveUnit,
  units: Units,
  paths: readonly MountsFor[],
  about: Circumstances,
): Iterable<Dependency> {
  for (const { path, type, item } of paths) {
    for (const name of mountsAbove(path, about.version)) {
      if (name === unit.name.full) continue;
      const mount = units.load(name);
      if (!mount || mount.masked || mount.refused) continue;
      yield* dependOn(name, mount.fragment ? ['After', type] : ['After'], 'implicit', item);
    }
  }
}

/**
 * The mount units of a path and of the folders above it: `-.mount`, `srv.mount` and `srv-web.mount` for `/srv/web` (src/basic/path-util.h,
 * PATH_FOREACH_PREFIX_MORE). Those whose names would be too long are left out: no unit file is named after them.
 */
function* mountsAbove(path: string, version: number): Iterable<string> {
  yield '-.mount';
  let prefix = '';
  for (const part of path.slice(0, LONGEST_UNIT_NAME).split('/')) {
    if (part === '') continue;
    // Behind another folder, as a dot is escaped at the beginning of a path alone.
    const escaped = escapePath(prefix === '' ? `/${part}` : `/x/${part}`, version);
    if (escaped === undefined) return;
    prefix = prefix === '' ? escaped : `${prefix}-${escaped.slice('x-'.length)}`;
    const name = `${prefix}.mount`;
    if (name.length > LONGEST_UNIT_NAME) return;
    yield name;
  }
}

/** UNIT_NAME_MAX (src/basic/unit-name.h). */
const LONGEST_UNIT_NAME = 255;

/**
 * A target comes after what it pulls in, unless one of the two wants no such thing or it is ordered the other way round
 * (src/core/target.c, target_add_default_dependencies; src/core/unit.c, unit_add_default_target_dependency).
 */
function* defaultTargetDependencies(
  target: EffectiveUnit,
  units: Units,
  own: readonly Dependency[],
  about: Circumstances,
): Iterable<Dependency> {
  if (!hasDefaultDependencies(target)) return;
  const before = new Set(own.flatMap(({ type, on }) => (type === 'Before' ? [on] : [])));
  for (const { type, on, item } of own) {
    if (!ORDERED_IN_TARGETS.has(type) || before.has(on)) continue;
    const other = units.load(on);
    if (!other || other.masked || other.refused || !hasDefaultDependencies(other)) continue;
    if (ownDependencies(other, about).some((one) => one.type === 'After' && one.on === target.name.full)) continue;
    yield { type: 'After', on, origin: 'default', item };
  }
}

/** A template is linked or named for the instance of the unit that does so (src/core/unit.c, resolve_template). */
function instantiated(unit: EffectiveUnit, name: string): string {
  const other = parseUnitName(name);
  if (other?.instance !== '') return name;
  const instance = unit.name.instance ?? unit.name.prefix;
  return templateOf(other).replace('@.', () => `@${instance}.`);
}

const ORDERED_IN_TARGETS: ReadonlySet<DependencyType> = new Set([
  'Requires',
  'Requisite',
  'Wants',
  'BindsTo',
  'PartOf',
  'Upholds',
]);
