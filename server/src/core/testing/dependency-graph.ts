import type { Circumstances } from '../graph/circumstances.ts';
import { dependenciesOf, mountsFor, type Units } from '../graph/dependencies.ts';
import type { DependencyType } from '../graph/dependency.ts';
import { unitsOf } from '../graph/snapshot-units.ts';
import { parseUnitName } from '../values/unit-name.ts';
import { type EffectiveUnit, unitWithoutFragment } from '../workspace/effective-unit.ts';
import { baseName, folderOf } from '../workspace/paths.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** For tests: what `systemctl show` says of each loaded unit, by property; the names in order. */
export type Shown = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The properties of a unit that are compared. */
export const SHOWN: readonly string[] = [
  ...['After', 'Before', 'Requires', 'Requisite', 'Wants', 'BindsTo', 'PartOf', 'Upholds', 'Conflicts'],
  ...['RequiredBy', 'RequisiteOf', 'WantedBy', 'BoundBy', 'ConsistsOf', 'UpheldBy', 'ConflictedBy'],
  ...['Triggers', 'TriggeredBy', 'OnFailure', 'OnFailureOf', 'OnSuccess', 'OnSuccessOf'],
  ...['PropagatesReloadTo', 'ReloadPropagatedFrom', 'PropagatesStopTo', 'StopPropagatedFrom', 'JoinsNamespaceOf'],
  ...['RequiresMountsFor', 'WantsMountsFor'],
];

const INVERSE: Readonly<Record<DependencyType, string | undefined>> = {
  After: 'Before',
  Before: 'After',
  Requires: 'RequiredBy',
  Requisite: 'RequisiteOf',
  Wants: 'WantedBy',
  BindsTo: 'BoundBy',
  PartOf: 'ConsistsOf',
  Upholds: 'UpheldBy',
  Conflicts: 'ConflictedBy',
  OnFailure: 'OnFailureOf',
  OnSuccess: 'OnSuccessOf',
  Triggers: 'TriggeredBy',
  TriggeredBy: 'Triggers',
  PropagatesReloadTo: 'ReloadPropagatedFrom',
  ReloadPropagatedFrom: 'PropagatesReloadTo',
  PropagatesStopTo: 'StopPropagatedFrom',
  StopPropagatedFrom: 'PropagatesStopTo',
  JoinsNamespaceOf: undefined,
};

export interface LoadRequest {
  readonly snapshot: Snapshot;
  /** The folder of units that comes first, without a slash at its end. */
  readonly folder: string;
  /** The paths of links in `.wants`, `.requires` and `.upholds` folders. */
  readonly links: readonly string[];
  /** Mount units without files that the manager has. */
  readonly mounted: readonly string[];
  readonly about: Circumstances;
  readonly roots: readonly string[];
}

/** For tests: loads units, and all that they name, as a manager does, and gives the dependencies at both ends. */
export function loadAll({ snapshot, folder, links, mounted, about, roots }: LoadRequest): Shown {
  const near = `${folder}/x`;
  const inSnapshot = unitsOf(snapshot, near, about.manager);
  const byFolder = new Map<string, string[]>();
  for (const link of links) {
    const name = baseName(folderOf(link));
    byFolder.set(name, [...(byFolder.get(name) ?? []), link]);
  }
  const load = (name: string): EffectiveUnit | undefined => {
    const parsed = parseUnitName(name);
    const isMounted = parsed?.type === 'mount' && mounted.includes(name);
    return inSnapshot.load(name) ?? (isMounted ? unitWithoutFragment(snapshot, parsed, near) : undefined);
  };
  const linked: Units['linked'] = (name) => {
    const parsed = parseUnitName(name);
    const names = parsed?.instance ? [name, `${parsed.prefix}@.${parsed.type}`] : [name];
    return names.flatMap((one) =>
      LINKED.filter(({ since }) => about.version >= since).flatMap(({ suffix, type }) =>
        (byFolder.get(`${one}.${suffix}`) ?? []).map((link) => ({ type, on: baseName(link) })),
      ),
    );
  };
  const units: Units = { load, linked };
  const shown = new Map<string, Map<string, Set<string>>>();
  const add = (name: string, property: string, value: string): void => {
    const properties = shown.get(name) ?? new Map<string, Set<string>>();
    shown.set(name, properties);
    const values = properties.get(property) ?? new Set<string>();
    properties.set(property, values);
    values.add(value);
  };
  const loaded = new Set<string>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const unit = load(name);
    const id = unit?.name.full ?? name;
    if (loaded.has(id)) continue;
    loaded.add(id);
    if (!unit || unit.masked || unit.refused) continue;
    for (const { path, type } of mountsFor(unit, about)) {
      // A specifier for the directory of an account has a sample in its place.
      add(id, `${type}MountsFor`, path.replace('/run/user/1000', about.runtimeDirectory ?? '/run/user/1000'));
    }
    for (const { type, on } of dependenciesOf(unit, units, about)) {
      const other = load(on)?.name.full ?? on;
      if (other === id) continue;
      add(id, type, other);
      const inverse = type === 'JoinsNamespaceOf' && about.version >= 254 ? type : INVERSE[type];
      if (inverse) add(other, inverse, id);
      open.push(other);
    }
  }
  return Object.fromEntries(
    [...shown].map(([name, properties]) => [
      name,
      Object.fromEntries([...properties].map(([property, values]) => [property, [...values].sort()])),
    ]),
  );
}

const LINKED = [
  { suffix: 'wants', type: 'Wants', since: 0 },
  { suffix: 'requires', type: 'Requires', since: 0 },
  { suffix: 'upholds', type: 'Upholds', since: 253 },
] as const;

/** For tests: where two views differ, one line for each: `+` stands before what only the first has, `-` what only the second has. */
export function differences(
  ours: Shown,
  theirs: Shown,
  isLeftOut: (name: string) => boolean = () => false,
): readonly string[] {
  return Object.entries(theirs).flatMap(([name, properties]) =>
    SHOWN.flatMap((property) => {
      const left = new Set(ours[name]?.[property]);
      const right = new Set(properties[property]);
      const only = (some: ReadonlySet<string>, others: ReadonlySet<string>, sign: string): string[] =>
        [...some]
          .filter((one) => !others.has(one) && !isLeftOut(one))
          .map((one) => `${sign} ${name} ${property}=${one}`);
      return [...only(left, right, '+'), ...only(right, left, '-')];
    }),
  );
}
