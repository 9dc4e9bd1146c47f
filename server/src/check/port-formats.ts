import type { PortMap, PortRow, Reach } from '../core/features/port-map.ts';
import { type Language, type Message, render, say } from '../core/text/message.ts';
import { visible } from '../core/text/visible.ts';
import { csvOf, markdownOf, type TextTable } from '../protocol/table-text.ts';
import { filled, widest } from './terminal-columns.ts';

/** A listener with file and line of its address, as people know them. */
export interface PlacedPort extends Omit<PortRow, 'place' | 'serviceFile'> {
  readonly file: string;
  readonly line: number;
}

/** Prints what sockets listen on. */
export type PortFormat = (rows: readonly PlacedPort[], free: PortMap['free'], language: Language) => string;

/** The formats of `ports`, by the name that `--format` takes. */
export const PORT_FORMATS: ReadonlyMap<string, PortFormat> = new Map([
  ['text', text],
  ['json', json],
  ['csv', (rows: readonly PlacedPort[], _free: number, language: Language) => csvOf(tableOf(rows, language))],
  ['markdown', (rows: readonly PlacedPort[], _free: number, language: Language) => markdownOf(tableOf(rows, language))],
]);

function text(rows: readonly PlacedPort[], free: number, language: Language): string {
  const { columns, rows: cells } = tableOf(rows, language);
  const shown = [columns, ...cells];
  const widths = columns.map((_, column) => widest(shown.map((row) => row[column]!)));
  const lines = shown.map((row) =>
    row
      .map((cell, column) => filled(cell, widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const table = rows.length === 0 ? render(say`No socket listens anywhere.`, language) : lines.join('\n');
  return `${table}\n\n${render(say`Free: port ${free}`, language)}\n`;
}

function json(rows: readonly PlacedPort[], free: number, language: Language): string {
  const listeners = rows.map(({ description, ...row }) => ({ ...row, description: render(description, language) }));
  return `${JSON.stringify({ listeners, free }, undefined, 2)}\n`;
}

function tableOf(rows: readonly PlacedPort[], language: Language): TextTable {
  const said = (message: Message) => render(message, language);
  return {
    columns: COLUMNS.map(said),
    // Also what is piped ends up on a terminal now and then.
    rows: rows
      .map(({ accept, address, clash, file, kind, line, port, privileged, protocol, reach, service, unit }) => [
        port === undefined ? '' : `${protocol} ${port}`,
        address,
        kind,
        said(REACH[reach]),
        privileged ? said(say`privileged`) : '',
        unit,
        accept ? said(say`an instance of ${service}`) : service,
        clash ? said(say`with ${clash.unit}: ${CLASH[clash.kind]}`) : '',
        `${file}:${line}`,
      ])
      .map((cells) => cells.map(visible)),
  };
}

const COLUMNS: readonly Message[] = [
  say`Port`,
  say`Address`,
  say`Kind`,
  say`Reached from`,
  say`Privileges`,
  say`Unit`,
  say`Starts`,
  say`Clash`,
  say`Place`,
];

const REACH: Readonly<Record<Reach, Message>> = {
  world: say`every network`,
  network: say`the network of the address`,
  loopback: say`this machine`,
  vsock: say`virtual machines and their host`,
  isolated: say`its own network namespace`,
  local: say`no network`,
};

const CLASH = { fail: say`the second to start fails`, shadow: say`the last to start takes over` } as const;
