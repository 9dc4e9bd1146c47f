import { isOrdering } from '../core/graph/dependency.ts';
import { type Arrow, type Drawing, drawn } from '../core/graph/drawing.ts';
import type { Bond, UnitGraph } from '../core/graph/unit-graph.ts';
import { enumerated, type Language, type Message, render, say } from '../core/text/message.ts';
import { visible } from '../core/text/visible.ts';
import { inTwoColumns } from './terminal-columns.ts';

/** Prints a unit with what starts it and what it depends on. `placeOf` gives file and line of the assignment that a dependency comes from. */
export type GraphFormat = (graph: UnitGraph, placeOf: (bond: Bond) => string | undefined, language: Language) => string;

/** The formats of `graph`, by the name that `--format` takes. */
export const GRAPH_FORMATS: ReadonlyMap<string, GraphFormat> = new Map([
  ['text', text],
  ['dot', (graph) => drawn(drawing(graph), 'dot')],
  ['mermaid', (graph) => drawn(drawing(graph), 'mermaid')],
]);

function text(
  { unit, starters, fromBoot, dependencies }: UnitGraph,
  placeOf: (bond: Bond) => string | undefined,
  language: Language,
): string {
  const said = (message: Message) => render(message, language);
  const started = starters.map(({ unit: name, how }) => [visible(name), said(HOW[how])] as const);
  const bonds = dependencies.map((bond) => {
    const place = placeOf(bond);
    const why = place === undefined ? said(ORIGIN[bond.origin]) : visible(place);
    return [visible(bond.on), said(say`${enumerated(bond.types)} (${why})`)] as const;
  });
  const way = [...fromBoot.map((one) => one.unit), unit].map(visible).join(' > ');
  const lines = [
    visible(unit),
    '',
    said(say`Started by`),
    ...(started.length > 0 ? inTwoColumns(started) : [`  ${said(say`no unit that is known`)}`]),
    ...(fromBoot.length > 0 ? ['', said(say`From boot`), `  ${way}`] : []),
    '',
    said(say`Dependencies`),
    ...(bonds.length > 0 ? inTwoColumns(bonds) : [`  ${said(say`none`)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

const HOW = {
  enabled: say`which pulls it in once it is enabled`,
  pulls: say`which pulls it in`,
  triggers: say`which triggers it`,
} as const;

const ORIGIN = { written: say`written`, implicit: say`implied`, default: say`by default` } as const;

/** The graph as it is drawn. Names are shown, so that none of them does anything to a terminal. */
function drawing(graph: UnitGraph): Drawing {
  const arrows = arrowsOf(graph).map((arrow) => ({ ...arrow, from: visible(arrow.from), to: visible(arrow.to) }));
  const root = visible(graph.unit);
  const others = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  others.delete(root);
  return {
    nodes: [{ name: root, style: 'root' }, ...Array.from(others, (name) => ({ name, style: 'plain' as const }))],
    arrows,
  };
}

const STYLE = { enabled: 'dotted', pulls: 'solid', triggers: 'solid' } as const;

function arrowsOf({ unit, starters, fromBoot, dependencies }: UnitGraph): Arrow[] {
  const chain = fromBoot.map(
    ({ unit: from, how }, at): Arrow => ({ from, to: fromBoot[at + 1]?.unit ?? unit, label: how, style: STYLE[how] }),
  );
  const known = new Set(chain.map(({ from, to, label }) => `${from} ${to} ${label}`));
  const direct = starters
    .map(({ unit: from, how }): Arrow => ({ from, to: unit, label: how, style: STYLE[how] }))
    .filter(({ from, to, label }) => !known.has(`${from} ${to} ${label}`));
  const needed = dependencies.map(({ on, types }): Arrow => {
    return { from: unit, to: on, label: types.join(', '), style: types.every(isOrdering) ? 'dashed' : 'solid' };
  });
  return [...chain, ...direct, ...needed];
}
