import type { PortMap, PortRow, Reach } from '../core/features/port-map.ts';
import { english } from '../core/text/message.ts';
import { visible } from '../core/text/visible.ts';
import { csvOf, markdownOf, type TextTable } from '../protocol/table-text.ts';
import { filled, widest } from './terminal-columns.ts';

/** A listener with file and line of its address, as people know them. */
export interface PlacedPort extends Omit<PortRow, 'place' | 'serviceFile'> {
  readonly file: string;
  readonly line: number;
}

/** Prints what sockets listen on. */
export type PortFormat = (rows: readonly PlacedPort[], free: PortMap['free']) => string;

/** The formats of `ports`, by the name that `--format` takes. */
export const PORT_FORMATS: ReadonlyMap<string, PortFormat> = new Map([
  ['text', text],
  ['json', json],
  ['csv', (rows: readonly PlacedPort[]) => csvOf(tableOf(rows))],
  ['markdown', (rows: readonly PlacedPort[]) => markdownOf(tableOf(rows))],
]);

function text(rows: readonly PlacedPort[], free: number): string {
  const { columns, rows: cells } = tableOf(rows);
  const shown = [columns, ...cells];
  const widths = columns.map((_, column) => widest(shown.map((row) => row[column]!)));
  const lines = shown.map((row) =>
    row
      .map((cell, column) => filled(cell, widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return `${(rows.length === 0 ? ['No socket listens anywhere.'] : lines).join('\n')}\n\nFree: port ${free}\n`;
}

function json(rows: readonly PlacedPort[], free: number): string {
  const listeners = rows.map(({ description, ...row }) => ({ ...row, description: english(description) }));
  return `${JSON.stringify({ listeners, free }, undefined, 2)}\n`;
}

function tableOf(rows: readonly PlacedPort[]): TextTable {
  return {
    columns: ['Port', 'Address', 'Kind', 'Reached from', 'Privileges', 'Unit', 'Starts', 'Clash', 'Place'],
    // Also what is piped ends up on a terminal now and then.
    rows: rows
      .map(({ accept, address, clash, file, kind, line, port, privileged, protocol, reach, service, unit }) => [
        port === undefined ? '' : `${protocol} ${port}`,
        address,
        kind,
        REACH[reach],
        privileged ? 'privileged' : '',
        unit,
        accept ? `an instance of ${service}` : service,
        clash ? `with ${clash.unit}: ${CLASH[clash.kind]}` : '',
        `${file}:${line}`,
      ])
      .map((cells) => cells.map(visible)),
  };
}

const REACH: Readonly<Record<Reach, string>> = {
  world: 'every network',
  network: 'the network of the address',
  loopback: 'this machine',
  vsock: 'virtual machines and their host',
  isolated: 'its own network namespace',
  local: 'no network',
};

const CLASH = { fail: 'the second to start fails', shadow: 'the last to start takes over' } as const;
