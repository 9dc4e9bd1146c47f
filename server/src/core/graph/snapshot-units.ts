import { parseUnitName } from '../values/unit-name.ts';
import { type EffectiveUnit, itemsOfKeys, loadUnit, unitOf, unitWithoutFragment } from '../workspace/effective-unit.ts';
import { key } from '../workspace/memory.ts';
import type { Mention } from '../workspace/mentions.ts';
import { machineOf, machinesOf, mentioningNear } from '../workspace/neighbours.ts';
import { folderOf } from '../workspace/paths.ts';
import { cachedAt, type Snapshot } from '../workspace/snapshot.ts';
import { writtenAssignments, writtenValues } from '../workspace/written-values.ts';
import { ordinaryMachine } from './circumstances.ts';
import { dependenciesOf, type Units } from './dependencies.ts';
import { type Dependency, type DependencyType, PULLING } from './dependency.ts';
import { wellKnownUnit } from './well-known.ts';
import { writtenDependencies } from './written.ts';

/**
 * The units of a snapshot as a file sees them: its own folder's before others, then those of the load path, then what is known of systemd's
 * own targets. Links in `.wants` folders are not part of a snapshot.
 */
export function unitsOf(snapshot: Snapshot, near: string, manager: 'system' | 'user'): Units {
  return {
    load(name) {
      const unit = loadUnit(snapshot, name, near);
      if (unit) return unit;
      const parsed = name.endsWith('.slice') || name === '-.mount' ? parseUnitName(name) : undefined;
      if (parsed) return unitWithoutFragment(snapshot, parsed, near);
      return wellKnownUnit(name, manager)?.unit;
    },
    linked: () => [],
  };
}

const DEPENDENCIES = key<readonly Dependency[]>('dependencies of a unit');

/** The dependencies that a unit of the snapshot brings, as a machine has them about which no more is known. */
export function dependenciesIn(snapshot: Snapshot, unit: EffectiveUnit, near: string): readonly Dependency[] {
  const { manager, name } = unit;
  const path = unit.fragment?.path;
  return cachedAt(snapshot, DEPENDENCIES, `${path ?? ''} ${name.full} ${folderOf(near)}`, () => {
    const units = unitsOf(snapshot, near, manager);
    // Looked up once more, so that what the unit is made from is among the sources of its dependencies.
    const seen = units.load(name.full);
    const file = path === undefined || seen?.fragment?.path === path ? undefined : snapshot.file(path);
    const now = file ? unitOf(snapshot, file) : seen;
    const known = now?.fragment ? undefined : wellKnownUnit(name.full, manager);
    if (known) return known.dependencies;
    return now ? dependenciesOf(now, units, ordinaryMachine(snapshot.settings.version, manager)) : [];
  });
}

/** The dependencies of a unit by the other unit, whatever name for it they are written with. */
export interface Relations {
  readonly after: ReadonlyMap<string, Dependency>;
  readonly conflicts: ReadonlySet<string>;
  /** What is started with the unit. */
  readonly pulls: ReadonlySet<string>;
  /** Whether enabling the unit links it somewhere. */
  readonly isInstallable: boolean;
}

const RELATIONS = key<Relations>('dependencies of a unit by the other unit');

export function relationsIn(snapshot: Snapshot, unit: EffectiveUnit, near: string): Relations {
  const place = `${unit.fragment?.path ?? ''} ${unit.name.full} ${folderOf(near)}`;
  return cachedAt(snapshot, RELATIONS, place, () => {
    const units = unitsOf(snapshot, near, unit.manager);
    const after = new Map<string, Dependency>();
    const conflicts = new Set<string>();
    const pulls = new Set<string>();
    for (const dependency of dependenciesIn(snapshot, unit, near)) {
      const { type } = dependency;
      const on = units.load(dependency.on)?.name.full ?? dependency.on;
      if (type === 'After' && !after.has(on)) after.set(on, dependency);
      if (type === 'Conflicts') conflicts.add(on);
      if (PULLING.has(type)) pulls.add(on);
    }
    return { after, conflicts, pulls, isInstallable: installedIn(unit).length > 0 };
  });
}

/**
 * The units that name one in a dependency of a type, with the dependency: those of the file's own folder and of the load path.
 *
 * @param most How many files are looked at, on each machine.
 */
export function dependents(
  snapshot: Snapshot,
  name: string,
  type: DependedOn,
  near: string,
  most = MOST_DEPENDENTS,
): readonly { readonly unit: EffectiveUnit; readonly dependency: Dependency }[] {
  const { settings } = snapshot;
  const byMachine = cachedAt(snapshot, NAMING, `${type} ${name}`, () => {
    const groups = new Map<string, string[]>();
    for (const path of [...snapshot.mentioning(NAMED_IN[type], `${type} ${name}`)].sort()) {
      const machine = machineOf(path, settings);
      const group = groups.get(machine) ?? [];
      groups.set(machine, group);
      group.push(path);
    }
    return groups;
  });
  const paths = new Set(machinesOf(near, settings).flatMap((machine) => byMachine.get(machine)?.slice(0, most) ?? []));
  return [...paths].flatMap((path) => {
    const file = snapshot.file(path);
    const found = file && unitOf(snapshot, file);
    const unit = found && loadUnit(snapshot, found.name.full, near);
    if (!unit || unit.fragment?.path !== found.fragment?.path) return [];
    const dependency = writtenIn(snapshot, unit, near).get(`${type} ${name}`);
    return dependency ? [{ unit, dependency }] : [];
  });
}

const WRITTEN = key<ReadonlyMap<string, Dependency>>('written dependencies of a unit');

/**
 * The dependencies of a unit that its lines name, by type and name: without all the implied ones, for which many other units are looked
 * up. None of a unit that is not loaded.
 */
function writtenIn(snapshot: Snapshot, unit: EffectiveUnit, near: string): ReadonlyMap<string, Dependency> {
  const { full } = unit.name;
  return cachedAt(snapshot, WRITTEN, `${unit.fragment?.path ?? ''} ${full} ${folderOf(near)}`, () => {
    const written = new Map<string, Dependency>();
    // Looked up once more, so that what the unit is made from is among the sources.
    const now = loadUnit(snapshot, full, near);
    if (!now || now.masked || now.refused) return written;
    for (const dependency of writtenDependencies(now)) {
      const word = `${dependency.type} ${dependency.on}`;
      if (dependency.on !== full && !written.has(word)) written.set(word, dependency);
    }
    return written;
  });
}

const NAMING = key<ReadonlyMap<string, readonly string[]>>('units that name a unit', { small: true });

/** Further units that name the same one are not looked at by rules. */
const MOST_DEPENDENTS = 32;

/** The types of dependency by which {@link dependents} finds units. */
export type DependedOn = keyof typeof NAMED_IN;

/** Together where they are asked for together: then each file is searched once for all of them. */
const PULLED_IN = namedIn(['Requires', 'Wants', 'BindsTo', 'Upholds']);

const NAMED_IN = {
  After: namedIn(['After']),
  Before: namedIn(['Before']),
  Requires: PULLED_IN,
  Wants: PULLED_IN,
  BindsTo: PULLED_IN,
  Upholds: PULLED_IN,
  Requisite: namedIn(['Requisite']),
  PartOf: namedIn(['PartOf']),
  OnFailure: namedIn(['OnFailure']),
  OnSuccess: namedIn(['OnSuccess']),
} satisfies Partial<Record<DependencyType, Mention>>;

/** Each unit that directives name, behind the directive. */
function namedIn(types: readonly DependencyType[]): Mention {
  const written = writtenAssignments(types);
  return {
    name: `units in ${types.join('=, ')}=`,
    *words(file, settings) {
      for (const { key, value } of written(file, settings))
        for (const name of value.split(/\s+/)) yield `${key} ${name}`;
    },
  };
}

/** What enabling a unit adds to others, by [Install] (systemd.unit(5), [INSTALL] SECTION OPTIONS): the dependency is the other unit's. */
export function installedIn(unit: EffectiveUnit): readonly Dependency[] {
  return itemsOfKeys(unit, 'Install', [...INSTALLED.keys()]).map((item) => ({
    type: INSTALLED.get(item.entry.directive.key)!,
    on: item.text,
    origin: 'written',
    item,
  }));
}

/** The units that enabling adds to one, by [Install]: those of the file's own folder and of the load path. */
export function installedBy(
  snapshot: Snapshot,
  name: string,
  near: string,
  most: number,
): readonly { readonly unit: EffectiveUnit; readonly dependency: Dependency }[] {
  return mentioningNear(snapshot, INSTALLED_IN, name, near)
    .toSorted()
    .slice(0, most)
    .flatMap((path) => {
      const file = snapshot.file(path);
      const unit = file && unitOf(snapshot, file);
      const dependency = unit && installedIn(unit).find(({ on }) => on === name);
      return unit && dependency ? [{ unit, dependency }] : [];
    });
}

const writtenInstall = writtenValues(['WantedBy', 'RequiredBy', 'UpheldBy']);

/** The units that enabling a file's unit adds it to, each with the machine that the file is meant for. */
const INSTALLED_IN: Mention = {
  name: 'units in [Install]',
  *words(file, settings) {
    const machine = machineOf(file.path, settings);
    for (const value of writtenInstall(file, settings))
      for (const name of value.split(/\s+/)) yield `${machine} ${name}`;
  },
};

const INSTALLED: ReadonlyMap<string, DependencyType> = new Map([
  ['WantedBy', 'Wants'],
  ['RequiredBy', 'Requires'],
  ['UpheldBy', 'Upholds'],
]);
