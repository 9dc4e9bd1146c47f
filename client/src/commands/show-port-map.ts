import { workspace } from 'vscode';
import { managed } from '../editor/target-choice.ts';
import { readActivators } from '../manager/activators.ts';
import { targetLabel } from '../manager/describe-target.ts';
import { FIRST_UNPRIVILEGED, listeningPorts } from '../manager/free-port.ts';
import { outputText } from '../manager/outcome.ts';
import type { Target } from '../manager/target.ts';
import { portTable, type TargetPorts } from '../views/port-table.ts';
import type { App } from './app.ts';
import { type PlacedTable, showTable } from './table-panel.ts';

/** Shows every listener of the workspace and of the chosen target: address, unit, what it starts, from where it is reached, and clashes. */
export async function showPortMap(app: App): Promise<void> {
  const look = async (): Promise<PlacedTable> => {
    const map = await app.server.request('systemd/ports');
    // Nothing is asked before the workspace is trusted.
    const chosen = workspace.isTrusted ? await app.targets?.current() : undefined;
    const target = chosen && managed(chosen);
    return portTable(map, target && (await targetPorts(app, target)), app.t);
  };
  showTable(app, 'systemd.ports', await look(), look);
}

const ROUTINE = { routine: true } as const;

/** Undefined where the target's manager does not answer. */
async function targetPorts(app: App, target: Target): Promise<TargetPorts | undefined> {
  const [sockets, listed, limit] = await Promise.all([
    readActivators(target, ['socket'], ROUTINE),
    listeningPorts(target, ROUTINE),
    target.run(['cat', '/proc/sys/net/ipv4/ip_unprivileged_port_start'], { timeout: 5_000, limit: 64, ...ROUTINE }),
  ]);
  if (sockets.kind !== 'ok') return undefined;
  const start = limit.kind === 'ok' ? outputText(limit.value).trim() : '';
  return {
    label: targetLabel(target, app.t),
    sockets: sockets.value,
    taken: listed ?? new Set(),
    unprivileged: /^\d+$/.test(start) ? Number(start) : FIRST_UNPRIVILEGED,
  };
}
