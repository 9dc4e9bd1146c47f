import type { Location } from '../../../server/src/protocol/lsp.ts';
import type { PortMap, PortRow, Reach } from '../../../server/src/protocol/ports.ts';
import type { Translate } from '../l10n.ts';
import { FIRST_UNPRIVILEGED } from '../manager/free-port.ts';
import { listenerOf } from '../manager/listener-of.ts';
import { prefixOf } from '../manager/unit-name.ts';
import type { UnitState } from '../manager/unit-state.ts';
import type { Cell, TablePage, TableRow } from './table/page.ts';

/** What the target has: its sockets, the ports at which anybody listens there, and from which port on no privileges are needed. */
export interface TargetPorts {
  readonly label: string;
  readonly sockets: readonly UnitState[];
  readonly taken: ReadonlySet<number>;
  readonly unprivileged: number;
}

/** One listener, of the workspace, of the target, or of both. */
interface Row extends Omit<PortRow, 'location' | 'serviceUri' | 'kind'> {
  readonly location: Location | undefined;
  readonly serviceUri: string | undefined;
  readonly host: string | undefined;
  readonly where: 'workspace' | 'target' | 'both';
}

/** All listeners in one table, and the places that it leads to. */
export function portTable(
  { rows, free }: PortMap,
  target: TargetPorts | undefined,
  t: Translate,
): { readonly page: TablePage; readonly places: readonly Location[] } {
  const all = merged(rows, target);
  const clashOf = clashes(all);
  const places: Location[] = [];
  const lead = (text: string, location: Location | undefined): Cell =>
    location === undefined ? { text, code: true } : { text, code: true, open: places.push(location) - 1 };
  const rowOf = (row: Row): TableRow => {
    const clash = clashOf(row);
    return {
      cells: [
        { text: row.port === undefined ? '' : `${row.protocol} ${row.port}` },
        { text: row.address, code: true },
        lead(row.unit, row.location),
        lead(row.service, row.serviceUri === undefined ? undefined : { uri: row.serviceUri, range: START }),
        { text: clash === undefined ? '' : clashText(clash, t), wrong: true },
        { text: reachWord(row.reach, t) },
        {
          text:
            row.port !== undefined && row.port < (target?.unprivileged ?? FIRST_UNPRIVILEGED) ? t('Privileged') : '',
        },
        { text: whereWord(row.where, t) },
      ],
      ...(clash && { tone: 'bad' as const }),
    };
  };
  const clashing = all.filter((row) => clashOf(row) !== undefined).length;
  const proposed = nextFree(free, new Set([...all.map(({ port }) => port), ...(target?.taken ?? [])]));
  return {
    page: {
      title: t('Port Map'),
      summary: [
        target === undefined
          ? t('{0} listeners of the workspace.', all.length)
          : t('{0} listeners of the workspace and of {1}.', all.length, target.label),
        clashing === 0 ? t('None of them clash.') : t('{0} of them clash.', clashing),
        t('Free: port {0}.', proposed),
      ],
      columns: [
        t('Port'),
        t('Address'),
        t('Unit'),
        t('Starts'),
        t('Clash'),
        t('Reached from'),
        t('Privileges'),
        t('Where'),
      ],
      rows: all.map(rowOf),
      empty: t('No socket listens anywhere.'),
      notes:
        target === undefined
          ? [t('Choose a target to see what its sockets listen on as well.')]
          : [t('Ports that programs outside systemd have open are not shown. The free port is none of these.')],
    },
    places,
  };
}

const LAST_PORT = 65_535;
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The rows of the workspace, with those of the target among them; what is at the same address in both is one row. */
function merged(rows: readonly PortRow[], target: TargetPorts | undefined): readonly Row[] {
  const own = rows.map((row): Row => ({ ...row, host: hostOf(row), where: 'workspace' }));
  if (target === undefined) return own;
  const installed = target.sockets.flatMap(installedRows);
  const there = new Set(installed.map(identity));
  const here = new Set(own.map(identity));
  const withTarget = own.map((row): Row => (there.has(identity(row)) ? { ...row, where: 'both' } : row));
  return [...withTarget, ...installed.filter((row) => !here.has(identity(row)))].toSorted(
    (a, b) => (a.port ?? LAST_PORT + 1) - (b.port ?? LAST_PORT + 1) || (a.unit < b.unit ? -1 : 1),
  );
}

/** The same for what is the same listener, in the workspace and on the target. */
function identity(row: Row): string {
  return `${row.unit} ${row.port === undefined ? row.address : `${portOf(row)} ${row.host ?? ''}`}`;
}

function portOf({ protocol, port }: Row): string {
  return `${protocol} ${port}`;
}

/** What a socket of the target listens on, as its manager says. */
function installedRows({ unit, accepts, triggers, listens }: UnitState): readonly Row[] {
  return listens.map((listen): Row => {
    const { kind, address, value, description } = listenerOf(listen);
    const inet = address.family === 'inet' ? address : undefined;
    return {
      unit,
      location: undefined,
      address: value,
      description,
      protocol: inet && (kind === 'datagram' ? 'UDP' : 'TCP'),
      port: inet?.port,
      host: inet?.host,
      reach: inet ? reachOf(inet.host) : address.family === 'vsock' ? 'vsock' : 'local',
      service: accepts ? `${prefixOf(unit)}@.service` : (triggers[0] ?? ''),
      serviceUri: undefined,
      accept: accepts,
      clash: undefined,
      where: 'target',
    };
  });
}

function reachOf(host: string | undefined): Reach {
  if (host === undefined) return 'world';
  return host.startsWith('127.') || host === '::1' ? 'loopback' : 'network';
}

/** The address without its port; undefined for all of them. */
function hostOf({ address, port, reach }: PortRow): string | undefined {
  if (port === undefined || reach === 'world') return undefined;
  const colon = address.lastIndexOf(':');
  return colon < 0 ? undefined : address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
}

/**
 * Finds a socket of the target at the address of one of the workspace, or the other way round: the server knows only those of the
 * workspace, and what it says goes before.
 */
function clashes(all: readonly Row[]): (row: Row) => Row['clash'] {
  const byPort = new Map<string, Row[]>();
  for (const row of all) {
    if (row.port === undefined || row.reach === 'isolated') continue;
    const others = byPort.get(portOf(row));
    if (others) others.push(row);
    else byPort.set(portOf(row), [row]);
  }
  return (row) => {
    if (row.clash !== undefined || row.port === undefined || row.reach === 'isolated') return row.clash;
    const other = byPort
      .get(portOf(row))
      ?.find(
        (one) =>
          one.unit !== row.unit &&
          (one.where === 'target') !== (row.where === 'target') &&
          (one.host === row.host || (row.protocol === 'TCP' && (one.host === undefined || row.host === undefined))),
      );
    return other && { unit: other.unit, kind: row.protocol === 'TCP' ? 'fail' : 'shadow' };
  };
}

function nextFree(from: number, taken: ReadonlySet<number | undefined>): number {
  let port = from;
  while (taken.has(port) && port < LAST_PORT) port++;
  return port;
}

function clashText({ unit, kind }: NonNullable<PortRow['clash']>, t: Translate): string {
  return kind === 'fail'
    ? t('With {0}: the second to start fails', unit)
    : t('With {0}: the last to start takes over', unit);
}

function reachWord(reach: Reach, t: Translate): string {
  switch (reach) {
    case 'world':
      return t('Every network');
    case 'network':
      return t('The network of the address');
    case 'loopback':
      return t('This machine only');
    case 'vsock':
      return t('Virtual machines and their host');
    case 'isolated':
      return t('Its own network namespace');
    case 'local':
      return t('No network');
  }
}

function whereWord(where: Row['where'], t: Translate): string {
  switch (where) {
    case 'workspace':
      return t('Workspace');
    case 'target':
      return t('Target');
    case 'both':
      return t('Workspace and target');
  }
}
