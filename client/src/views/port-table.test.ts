import { expect, it } from 'vitest';
import type { PortRow } from '../../../server/src/protocol/ports.ts';
import { english } from '../l10n.ts';
import { stateFrom } from '../manager/unit-state.ts';
import { portTable, type TargetPorts } from './port-table.ts';

const START = { line: 0, character: 0 };
const LOCATION = { uri: 'file:///w/a.socket', range: { start: START, end: START } };
const ROW: PortRow = {
  unit: 'a.socket',
  location: LOCATION,
  kind: 'stream',
  address: '8080',
  description: 'TCP port 8080 on all addresses, IPv6 and IPv4',
  protocol: 'TCP',
  port: 8080,
  reach: 'world',
  service: 'a.service',
  serviceUri: undefined,
  accept: false,
  clash: undefined,
};

function targetWith(...sockets: readonly (readonly [unit: string, ...listens: readonly string[]])[]): TargetPorts {
  return {
    label: 'this machine',
    sockets: sockets.map(([unit, ...listens]) =>
      stateFrom(
        new Map([
          ['Id', [unit]],
          ['Listen', listens],
          ['Triggers', [unit.replace('.socket', '.service')]],
        ]),
        unit,
      ),
    ),
    taken: new Set([8082]),
    unprivileged: 1024,
  };
}

function shown(rows: readonly PortRow[], target?: TargetPorts): string[] {
  const { page } = portTable({ rows, free: 8081 }, target, english);
  return page.rows.map(({ cells }) => cells.map(({ text }) => text).join(' | '));
}

it('shows the listeners of the workspace, and leads to their lines and services', () => {
  const rows = [{ ...ROW, serviceUri: 'file:///w/a.service' }];
  const { page, places } = portTable({ rows, free: 8081 }, undefined, english);
  expect(shown(rows)).toEqual(['TCP 8080 | 8080 | a.socket | a.service |  | Every network |  | Workspace']);
  expect(page.summary).toEqual(['1 listeners of the workspace.', 'None of them clash.', 'Free: port 8081.']);
  expect(places.map(({ uri }) => uri)).toEqual(['file:///w/a.socket', 'file:///w/a.service']);
});

it('puts what the target has beside it, and one row for what both have', () => {
  const target = targetWith(
    ['a.socket', '[::]:8080 (Stream)'],
    ['ssh.socket', '0.0.0.0:22 (Stream)'],
    ['bus.socket', '/run/bus (Stream)', '@bus (SequentialPacket)'],
  );
  expect(shown([ROW], target)).toEqual([
    'TCP 22 | 0.0.0.0:22 | ssh.socket | ssh.service |  | Every network | Privileged | Target',
    'TCP 8080 | 8080 | a.socket | a.service |  | Every network |  | Workspace and target',
    ' | /run/bus | bus.socket | bus.service |  | No network |  | Target',
    ' | @bus | bus.socket | bus.service |  | No network |  | Target',
  ]);
});

it('tells clashes in the workspace, and between workspace and target', () => {
  const target = targetWith(['other.socket', '127.0.0.1:8080 (Stream)'], ['dns.socket', '127.0.0.1:8080 (Datagram)']);
  const rows: PortRow[] = [ROW, { ...ROW, unit: 'b.socket', port: 9000, clash: { unit: 'c.socket', kind: 'shadow' } }];
  const { page } = portTable({ rows, free: 8081 }, target, english);
  expect(page.rows.map(({ cells, tone }) => [cells[2]?.text, cells[4]?.text, tone])).toEqual([
    ['a.socket', 'With other.socket: the second to start fails', 'bad'],
    ['dns.socket', '', undefined],
    ['other.socket', 'With a.socket: the second to start fails', 'bad'],
    ['b.socket', 'With c.socket: the last to start takes over', 'bad'],
  ]);
  expect(page.summary[1]).toBe('3 of them clash.');
});

it('takes privileges from the limit of the target, and a free port that nobody there listens at', () => {
  const target = {
    ...targetWith(['low.socket', '0.0.0.0:81 (Stream)'], ['next.socket', '0.0.0.0:8081 (Stream)']),
    unprivileged: 80,
  };
  expect(shown([], target)[0]).toContain('| Every network |  |');
  expect(portTable({ rows: [], free: 8081 }, target, english).page.summary[2]).toBe('Free: port 8083.');
});
