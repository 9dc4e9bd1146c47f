import { expect, it } from 'vitest';
import { type Drawing, drawn } from './drawing.ts';

const DRAWING: Drawing = {
  nodes: [
    { name: 'web.socket', style: 'root' },
    { name: 'srv-my\\x2ddata.mount', style: 'unknown' },
    { name: 'a"#`.target', style: 'plain' },
  ],
  arrows: [
    { from: 'web.socket', to: 'srv-my\\x2ddata.mount', label: 'Requires, After', style: 'solid' },
    { from: 'web.socket', to: 'a"#`.target', label: 'After', style: 'dashed' },
    { from: 'a"#`.target', to: 'web.socket', label: 'Wants', style: 'dotted' },
  ],
};

it('is written for Graphviz', () => {
  expect(drawn(DRAWING, 'dot')).toBe(`digraph units {
  rankdir=LR;
  node [shape=box, fontname="sans-serif"];
  "web.socket" [style="bold"];
  "srv-my\\\\x2ddata.mount" [style="dashed"];
  "a\\"#\`.target";
  "web.socket" -> "srv-my\\\\x2ddata.mount" [label="Requires, After"];
  "web.socket" -> "a\\"#\`.target" [label="After", style=dashed];
  "a\\"#\`.target" -> "web.socket" [label="Wants", style=dotted];
}
`);
});

it('is written in Mermaid', () => {
  expect(drawn(DRAWING, 'mermaid')).toBe(`flowchart LR
  u0[["web.socket"]]
  u1["srv-my#92;x2ddata.mount"]
  u2["a#34;#35;#96;.target"]
  u0 -->|"Requires, After"| u1
  u0 -.->|"After"| u2
  u2 -.->|"Wants"| u0
`);
});
