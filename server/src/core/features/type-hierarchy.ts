import type { DependencyType } from '../graph/dependency.ts';
import { type DependedOn, dependenciesIn, dependents } from '../graph/snapshot-units.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';
import { type UnitItem, unitItem, unitItemOf, unitOfItem } from './unit-item.ts';

/** A unit that another depends on, or that depends on it, and how: `Requires, After`. */
export interface RelatedUnit {
  readonly item: UnitItem;
  readonly types: readonly DependencyType[];
}

/** The units that one depends on (LSP typeHierarchy/supertypes), without what only `DefaultDependencies=` brings. */
export function supertypes(snapshot: Snapshot, file: UnitFile, name: string | undefined): readonly RelatedUnit[] {
  const unit = unitOfItem(snapshot, file, name);
  if (!unit) return [];
  const found = new Map<string, RelatedUnit & { types: DependencyType[] }>();
  for (const { type, on, origin } of dependenciesIn(snapshot, unit, file.path)) {
    if (origin === 'default' || !isNeed(type)) continue;
    const item = found.get(on)?.item ?? unitItemOf(snapshot, on, file.path);
    if (item) add(found, on, item, type);
  }
  for (const { types } of found.values()) types.sort((a, b) => rank(a) - rank(b));
  return [...found.values()];
}

/** The units that depend on one (LSP typeHierarchy/subtypes). */
export function subtypes(snapshot: Snapshot, file: UnitFile, name: string | undefined): readonly RelatedUnit[] {
  const unit = unitOfItem(snapshot, file, name);
  if (!unit) return [];
  const found = new Map<string, RelatedUnit & { types: DependencyType[] }>();
  for (const type of NEEDS) {
    for (const { unit: other } of dependents(snapshot, unit.name.full, type, file.path, MOST)) {
      const item = unitItem(other);
      if (item) add(found, other.name.full, item, type);
    }
  }
  return [...found.values()].sort((a, b) => (a.item.name < b.item.name ? -1 : 1));
}

/** The types by which a unit needs another, or comes after it. */
const NEEDS = [
  'Requires',
  'Requisite',
  'BindsTo',
  'Wants',
  'Upholds',
  'PartOf',
  'After',
] as const satisfies readonly DependedOn[];

/** More are not shown of each type. */
const MOST = 100;

function rank(type: DependencyType): number {
  return (NEEDS as readonly DependencyType[]).indexOf(type);
}

function isNeed(type: DependencyType): boolean {
  return rank(type) >= 0;
}

function add(
  found: Map<string, RelatedUnit & { types: DependencyType[] }>,
  name: string,
  item: UnitItem,
  type: DependencyType,
): void {
  const known = found.get(name);
  if (!known) found.set(name, { item, types: [type] });
  else if (!known.types.includes(type)) known.types.push(type);
}
