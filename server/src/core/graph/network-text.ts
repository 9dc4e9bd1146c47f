import { isOrdering } from './dependency.ts';
import type { GraphEdge, UnitNetwork } from './network.ts';

/** The languages that graphs are written in. */
export const GRAPH_FORMATS = ['dot', 'mermaid'] as const;

export type GraphFormat = (typeof GRAPH_FORMATS)[number];

/** A graph as text for another program: Graphviz, or what draws Mermaid. Orderings are dashed, and what only enabling brings is dotted. */
export function networkText(graph: UnitNetwork, format: GraphFormat): string {
  return format === 'dot' ? dot(graph) : mermaid(graph);
}

function dot({ nodes, edges }: UnitNetwork): string {
  const lines = [
    ...nodes.map(({ name, file, isRoot }) => {
      const style = [...(isRoot ? ['bold'] : []), ...(file === undefined ? ['dashed'] : [])];
      return `  ${quoted(name)}${style.length > 0 ? ` [style=${quoted(style.join(','))}]` : ''};`;
    }),
    ...edges.map((edge) => {
      const style = isOnlyOrdering(edge) ? 'dashed' : edge.enabled ? 'dotted' : undefined;
      const more = style === undefined ? '' : `, style=${style}`;
      return `  ${quoted(edge.from)} -> ${quoted(edge.to)} [label=${quoted(edge.types.join(', '))}${more}];`;
    }),
  ];
  return `digraph units {\n  rankdir=LR;\n  node [shape=box, fontname="sans-serif"];\n${lines.join('\n')}\n}\n`;
}

/** A string of Graphviz' language, in which a backslash begins an escape. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function mermaid({ nodes, edges }: UnitNetwork): string {
  const ids = new Map(nodes.map(({ name }, index) => [name, `u${index}`]));
  const lines = [
    ...nodes.map(({ name, isRoot }) => {
      const [open, close] = isRoot ? ['[[', ']]'] : ['[', ']'];
      return `  ${ids.get(name)}${open}"${entities(name)}"${close}`;
    }),
    ...edges.map((edge) => {
      const arrow = isOnlyOrdering(edge) || edge.enabled ? '-.->' : '-->';
      return `  ${ids.get(edge.from)} ${arrow}|${edge.types.join(', ')}| ${ids.get(edge.to)}`;
    }),
  ];
  return `flowchart LR\n${lines.join('\n')}\n`;
}

/** Mermaid ends a text at a quote and takes `#` for the beginning of a character's name. */
function entities(text: string): string {
  return text.replace(/[#"<>&`]/g, (character) => `#${character.charCodeAt(0)};`);
}

/** Whether one only comes before the other. */
function isOnlyOrdering({ types }: GraphEdge): boolean {
  return types.every(isOrdering);
}
