import { expect, it } from 'vitest';
import type { UnitNetwork } from './network.ts';
import { networkText } from './network-text.ts';

const GRAPH: UnitNetwork = {
  nodes: [
    { name: 'web.socket', file: '/w/web.socket', isRoot: true },
    { name: 'srv-my\\x2ddata.mount', file: undefined, isRoot: false },
    { name: 'a"#.target', file: '/w/a', isRoot: false },
  ],
  edges: [
    { from: 'web.socket', to: 'srv-my\\x2ddata.mount', types: ['Requires', 'After'], enabled: false },
    { from: 'web.socket', to: 'a"#.target', types: ['After'], enabled: false },
    { from: 'a"#.target', to: 'web.socket', types: ['Wants'], enabled: true },
  ],
  cut: false,
};

it('is written for Graphviz', () => {
  expect(networkText(GRAPH, 'dot')).toBe(`digraph units {
  rankdir=LR;
  node [shape=box, fontname="sans-serif"];
  "web.socket" [style="bold"];
  "srv-my\\\\x2ddata.mount" [style="dashed"];
  "a\\"#.target";
  "web.socket" -> "srv-my\\\\x2ddata.mount" [label="Requires, After"];
  "web.socket" -> "a\\"#.target" [label="After", style=dashed];
  "a\\"#.target" -> "web.socket" [label="Wants", style=dotted];
}
`);
});

it('is written in Mermaid', () => {
  expect(networkText(GRAPH, 'mermaid')).toBe(`flowchart LR
  u0[["web.socket"]]
  u1["srv-my\\x2ddata.mount"]
  u2["a#34;#35;.target"]
  u0 -->|Requires, After| u1
  u0 -.->|After| u2
  u2 -.->|Wants| u0
`);
});
