import type { EffectiveUnit } from '../workspace/effective-unit.ts';
import { loadUnit } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { activatedBy, activates } from './activations.ts';
import { type DependencyType, isOrdering } from './dependency.ts';
import { type DependedOn, dependenciesIn, dependents, installedBy, installedIn } from './snapshot-units.ts';

/** Units around some others, and how they depend on each other. */
export interface UnitNetwork {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Whether there are more units than were wanted. */
  readonly cut: boolean;
}

export interface GraphNode {
  readonly name: string;
  /** The path of its fragment; undefined where it is in no file that is known. */
  readonly file: string | undefined;
  /** Whether the graph is about it. */
  readonly isRoot: boolean;
}

/** How one unit depends on another, or starts it. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Under the names of `systemctl show`, orderings last. */
  readonly types: readonly DependencyType[];
  /** Whether it is there only once one of the two is enabled. */
  readonly enabled: boolean;
}

/** How far a graph goes. */
export interface GraphLimits {
  /** How many steps from the roots. */
  readonly depth: number;
  /** How many units at most. */
  readonly most: number;
}

export const USUAL_LIMITS: GraphLimits = { depth: 2, most: 60 };

/**
 * The units around some of a snapshot, in both directions, with what they start and what they depend on: written, implied and by [Install].
 * What only `DefaultDependencies=` brings is left out, and so are slices and mounts that settings imply.
 *
 * @param roots Units with the paths of the files that ask for them.
 */
export function unitNetwork(
  snapshot: Snapshot,
  roots: readonly { readonly unit: EffectiveUnit; readonly near: string }[],
  { depth, most }: GraphLimits = USUAL_LIMITS,
): UnitNetwork {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge & { types: DependencyType[] }>();
  const open: { readonly unit: EffectiveUnit; readonly near: string; readonly left: number }[] = [];
  let cut = false;
  const visit = (name: string, near: string, left: number): boolean => {
    if (nodes.has(name)) return true;
    if (nodes.size >= most) {
      cut = true;
      return false;
    }
    const unit = loadUnit(snapshot, name, near);
    nodes.set(name, { name, file: unit?.fragment?.path, isRoot: false });
    if (unit && left > 0) open.push({ unit, near: unit.fragment?.path ?? near, left });
    return true;
  };
  for (const { unit, near } of roots) {
    nodes.set(unit.name.full, { name: unit.name.full, file: unit.fragment?.path, isRoot: true });
    open.push({ unit, near, left: depth });
  }
  for (let index = 0; index < open.length; index++) {
    const { unit, near, left } = open[index]!;
    for (const { from, to, type, enabled } of edgesOf(snapshot, unit, near, most)) {
      const other = from === unit.name.full ? to : from;
      if (other === unit.name.full || !visit(other, near, left - 1)) continue;
      const word = `${from} ${to}`;
      const known = edges.get(word);
      if (!known) edges.set(word, { from, to, types: [type], enabled });
      else if (!known.types.includes(type)) known.types.push(type);
    }
  }
  const sorted = [...edges.values()].map((edge) => ({ ...edge, types: edge.types.toSorted(byStrength) }));
  return { nodes: [...nodes.values()], edges: sorted, cut };
}

/** Orderings behind what starts or needs a unit. */
function byStrength(a: DependencyType, b: DependencyType): number {
  return Number(isOrdering(a)) - Number(isOrdering(b)) || (a < b ? -1 : 1);
}

interface OneEdge {
  readonly from: string;
  readonly to: string;
  readonly type: DependencyType;
  readonly enabled: boolean;
}

function* edgesOf(snapshot: Snapshot, unit: EffectiveUnit, near: string, most: number): Iterable<OneEdge> {
  const self = unit.name.full;
  for (const { unit: to, how } of activates(snapshot, unit, near))
    if (how === 'triggers') yield { from: self, to, type: 'Triggers', enabled: false };
  for (const { unit: from, how } of activatedBy(snapshot, unit, near))
    if (how === 'triggers') yield { from, to: self, type: 'Triggers', enabled: false };
  for (const { type, on, origin } of dependenciesIn(snapshot, unit, near))
    if (origin === 'written' && SHOWN.has(type)) yield { from: self, to: on, type, enabled: false };
  for (const type of NAMED)
    for (const { unit: other } of dependents(snapshot, self, type, near, most))
      yield { from: other.name.full, to: self, type, enabled: false };
  for (const { on, type } of installedIn(unit)) yield { from: on, to: self, type, enabled: true };
  for (const { unit: other, dependency } of installedBy(snapshot, self, near, most))
    yield { from: self, to: other.name.full, type: dependency.type, enabled: true };
}

const NAMED = [
  'Requires',
  'Requisite',
  'BindsTo',
  'Wants',
  'Upholds',
  'PartOf',
  'After',
  'OnFailure',
  'OnSuccess',
] as const satisfies readonly DependedOn[];

const SHOWN: ReadonlySet<DependencyType> = new Set<DependencyType>([...NAMED, 'Before', 'Conflicts']);
