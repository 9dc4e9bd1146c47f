import { isOrdering } from './dependency.ts';
import { drawn, type GraphFormat } from './drawing.ts';
import type { GraphEdge, UnitNetwork } from './network.ts';

/** A graph as text for another program. Orderings are dashed, and what only enabling brings is dotted. */
export function networkText({ nodes, edges }: UnitNetwork, format: GraphFormat): string {
  return drawn(
    {
      nodes: nodes.map(({ name, file, isRoot }) => ({
        name,
        style: isRoot ? 'root' : file === undefined ? 'unknown' : 'plain',
      })),
      arrows: edges.map(({ from, to, ...edge }) => ({ from, to, label: edge.types.join(', '), style: styleOf(edge) })),
    },
    format,
  );
}

function styleOf({ types, enabled }: Pick<GraphEdge, 'types' | 'enabled'>): 'solid' | 'dashed' | 'dotted' {
  if (types.every(isOrdering)) return 'dashed';
  return enabled ? 'dotted' : 'solid';
}
