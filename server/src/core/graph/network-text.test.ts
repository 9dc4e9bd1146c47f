import { expect, it } from 'vitest';
import type { UnitNetwork } from './network.ts';
import { networkText } from './network-text.ts';

const GRAPH: UnitNetwork = {
  nodes: [
    { name: 'web.socket', file: '/w/web.socket', isRoot: true },
    { name: 'srv.mount', file: undefined, isRoot: false },
    { name: 'a.target', file: '/w/a', isRoot: false },
  ],
  edges: [
    { from: 'web.socket', to: 'srv.mount', types: ['Requires', 'After'], enabled: false },
    { from: 'web.socket', to: 'a.target', types: ['After'], enabled: false },
    { from: 'a.target', to: 'web.socket', types: ['Wants'], enabled: true },
  ],
  cut: false,
};

it('tells the root, what is in no file, orders alone, and what only enabling brings from the rest', () => {
  expect(networkText(GRAPH, 'dot').split('\n').slice(3, -2)).toEqual([
    '  "web.socket" [style="bold"];',
    '  "srv.mount" [style="dashed"];',
    '  "a.target";',
    '  "web.socket" -> "srv.mount" [label="Requires, After"];',
    '  "web.socket" -> "a.target" [label="After", style=dashed];',
    '  "a.target" -> "web.socket" [label="Wants", style=dotted];',
  ]);
});
