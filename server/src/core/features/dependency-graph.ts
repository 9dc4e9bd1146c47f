import type { GraphFormat } from '../graph/drawing.ts';
import { unitNetwork } from '../graph/network.ts';
import { networkText } from '../graph/network-text.ts';
import { unitOf } from '../workspace/effective-unit.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { UnitFile } from '../workspace/unit-file.ts';

/** The graph around a file's unit, written for a program that draws graphs. */
export interface DependencyGraph {
  readonly unit: string;
  readonly text: string;
  /** Whether there are more units than are in it. */
  readonly cut: boolean;
}

/** What a file's unit starts, is started by and depends on, two steps far; undefined for what belongs to no one unit. */
export function dependencyGraph(snapshot: Snapshot, file: UnitFile, format: GraphFormat): DependencyGraph | undefined {
  const unit = unitOf(snapshot, file);
  if (!unit) return undefined;
  const graph = unitNetwork(snapshot, [{ unit, near: file.path }]);
  return { unit: unit.name.full, text: networkText(graph, format), cut: graph.cut };
}
