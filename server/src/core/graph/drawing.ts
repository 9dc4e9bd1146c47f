/** The languages of programs that draw graphs: Graphviz, and what draws Mermaid. */
export const GRAPH_FORMATS = ['dot', 'mermaid'] as const;

export type GraphFormat = (typeof GRAPH_FORMATS)[number];

/** A graph of units as it is drawn. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly arrows: readonly Arrow[];
}

export interface DrawnNode {
  readonly name: string;
  /** `root`: what the graph is about. `unknown`: what is in no file that is known. */
  readonly style: 'root' | 'unknown' | 'plain';
}

/** From the unit that starts or needs another to that one. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** `dashed`: an order alone, which starts nothing. `dotted`: only once one of the two is enabled. */
  readonly style: 'solid' | 'dashed' | 'dotted';
}

/** A graph as text for another program. The names of nodes are shown as they are; those of arrows are among them. */
export function drawn(drawing: Drawing, format: GraphFormat): string {
  return format === 'dot' ? dot(drawing) : mermaid(drawing);
}

function dot({ nodes, arrows }: Drawing): string {
  const lines = [
    ...nodes.map(({ name, style }) => `  ${quoted(name)}${DOT_NODES[style]};`),
    ...arrows.map(({ from, to, label, style }) => {
      const more = style === 'solid' ? '' : `, style=${style}`;
      return `  ${quoted(from)} -> ${quoted(to)} [label=${quoted(label)}${more}];`;
    }),
  ];
  return `digraph units {\n  rankdir=LR;\n  node [shape=box, fontname="sans-serif"];\n${lines.join('\n')}\n}\n`;
}

const DOT_NODES = { root: ' [style="bold"]', unknown: ' [style="dashed"]', plain: '' } as const;

/** A string of Graphviz' language, in which a backslash begins an escape. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function mermaid({ nodes, arrows }: Drawing): string {
  const ids = new Map(nodes.map(({ name }, index) => [name, `u${index}`]));
  const lines = [
    ...nodes.map(({ name, style }) => {
      const [open, close] = style === 'root' ? ['[[', ']]'] : ['[', ']'];
      return `  ${ids.get(name)}${open}"${entities(name)}"${close}`;
    }),
    ...arrows.map(({ from, to, label, style }) => {
      const arrow = style === 'solid' ? '-->' : '-.->';
      return `  ${ids.get(from)} ${arrow}|"${entities(label)}"| ${ids.get(to)}`;
    }),
  ];
  return `flowchart LR\n${lines.join('\n')}\n`;
}

/** Mermaid ends a text at a quote, takes `#` for the beginning of a character's name, a backtick for that of Markdown, and `\\n` for the end of a line. */
function entities(text: string): string {
  return text.replace(/[#"<>&`\\]/g, (character) => `#${character.charCodeAt(0)};`);
}
