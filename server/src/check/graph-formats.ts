import { isOrdering } from '../core/graph/dependency.ts';
import { quoted } from '../core/graph/network-text.ts';
import type { Bond, UnitGraph } from '../core/graph/unit-graph.ts';
import { visible } from '../core/text/visible.ts';
import { filled, widest } from './terminal-columns.ts';

/** Prints a unit with what starts it and what it depends on. `placeOf` gives file and line of the assignment that a dependency comes from. */
export type GraphFormat = (graph: UnitGraph, placeOf: (bond: Bond) => string | undefined) => string;

/** The formats of `graph`, by the name that `--format` takes. */
export const GRAPH_FORMATS: ReadonlyMap<string, GraphFormat> = new Map([
  ['text', text],
  ['dot', dot],
  ['mermaid', mermaid],
]);

function text(
  { unit, starters, fromBoot, dependencies }: UnitGraph,
  placeOf: (bond: Bond) => string | undefined,
): string {
  const started = starters.map(({ unit: name, how }) => [visible(name), HOW[how]] as const);
  const bonds = dependencies.map((bond) => {
    const place = placeOf(bond);
    const why = place === undefined ? ORIGIN[bond.origin] : visible(place);
    return [visible(bond.on), `${bond.types.join(', ')} (${why})`] as const;
  });
  const way = [...fromBoot.map((one) => one.unit), unit].map(visible).join(' > ');
  const lines = [
    visible(unit),
    '',
    'Started by',
    ...(started.length > 0 ? columns(started) : ['  no unit that is known']),
    ...(fromBoot.length > 0 ? ['', 'From boot', `  ${way}`] : []),
    '',
    'Dependencies',
    ...(bonds.length > 0 ? columns(bonds) : ['  none']),
  ];
  return `${lines.join('\n')}\n`;
}

const HOW = {
  enabled: 'which pulls it in once it is enabled',
  pulls: 'which pulls it in',
  triggers: 'which triggers it',
} as const;

const ORIGIN = { written: 'written', implicit: 'implied', default: 'by default' } as const;

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = widest(rows.map(([name]) => name));
  return rows.map(([name, about]) => `  ${filled(name, width)}  ${about}`);
}

/** The language of Graphviz: an arrow goes from the unit that starts or needs another to that one. */
function dot(graph: UnitGraph): string {
  const shown = (name: string) => quoted(visible(name));
  const arrows = arrowsOf(graph).map(
    ({ from, to, label, style }) =>
      `  ${shown(from)} -> ${shown(to)} [label=${shown(label)}${style === 'dotted' ? ', style=dotted' : ''}];`,
  );
  return `digraph {\n  rankdir=LR;\n  node [shape=box];\n  ${shown(graph.unit)} [style=bold];\n${arrows.join('\n')}\n}\n`;
}

/** A flowchart of Mermaid, as Markdown on GitHub and GitLab shows it. */
function mermaid(graph: UnitGraph): string {
  const ids = new Map<string, string>();
  const node = (name: string) => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    const id = `u${ids.size}`;
    ids.set(name, id);
    return `${id}["${escaped(name)}"]`;
  };
  const first = node(graph.unit);
  const arrows = arrowsOf(graph).map(({ from, to, label, style }) => {
    const [begin, end] = [node(from), node(to)];
    return `  ${begin} ${style === 'dotted' ? '-.->' : '-->'}|"${escaped(label)}"| ${end}`;
  });
  return `flowchart LR\n${[`  ${first}`, ...arrows].join('\n')}\n`;
}

/** Mermaid takes entities by their number, and reads nothing else in such a text. */
function escaped(name: string): string {
  return visible(name).replace(/[^\w .,@:=-]/gu, (char) => `#${char.codePointAt(0)};`);
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Dotted is an order alone, which starts nothing. */
  readonly style: 'solid' | 'dotted';
}

function arrowsOf({ unit, starters, fromBoot, dependencies }: UnitGraph): Arrow[] {
  const chain = fromBoot.map(
    ({ unit: from, how }, at): Arrow => ({ from, to: fromBoot[at + 1]?.unit ?? unit, label: how, style: 'solid' }),
  );
  const known = new Set(chain.map(({ from, to, label }) => `${from} ${to} ${label}`));
  const direct = starters
    .map(({ unit: from, how }): Arrow => ({ from, to: unit, label: how, style: 'solid' }))
    .filter(({ from, to, label }) => !known.has(`${from} ${to} ${label}`));
  const needed = dependencies.map(({ on, types }): Arrow => {
    return { from: unit, to: on, label: types.join(', '), style: types.every(isOrdering) ? 'dotted' : 'solid' };
  });
  return [...chain, ...direct, ...needed];
}
