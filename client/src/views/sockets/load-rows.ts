import { Uri, workspace } from 'vscode';
import { changes, prepareDeployment } from '../../deploy/deployment.ts';
import type { DeploymentBook } from '../../deploy/deployment-book.ts';
import type { Server } from '../../editor/server.ts';
import type { Chosen, TargetChoice } from '../../editor/target-choice.ts';
import { type ActivatorType, readActivators, readNextElapses } from '../../manager/activators.ts';
import type { Target } from '../../manager/target.ts';
import { readStates } from '../../manager/unit-state.ts';
import type { DryRuns } from '../dry-run-terminal.ts';
import type { Known, UnitRow } from './row.ts';

/** What the rows are made from. */
export interface Sources {
  readonly server: Server;
  readonly targets: TargetChoice | undefined;
  readonly book: DeploymentBook | undefined;
  readonly dryRuns: DryRuns;
}

const ROUTINE = { routine: true } as const;

/** The sockets of the workspace with their states on the target. */
export async function workspaceRows({ server, targets, book, dryRuns }: Sources): Promise<readonly UnitRow[]> {
  const sockets = await server.request('systemd/sockets');
  const chosen = sockets.length === 0 ? undefined : await allowed(targets);
  const target = managed(chosen);
  const units = sockets.map(({ unit }) => unit);
  const states = target && (await readStates(target, units, ROUTINE));
  // A dry run has no manager that would know of units, and a browser no target at all.
  const unknown = targets === undefined || chosen?.target.kind === 'dry-run' ? undefined : 'not-known';
  return Promise.all(
    sockets.map(async (summary, index): Promise<UnitRow> => {
      const state = states?.kind === 'ok' ? states.value[index] : undefined;
      const isLoaded = state !== undefined && state.load === 'loaded';
      return {
        kind: 'unit',
        unit: summary.unit,
        uri: summary.uri,
        summary,
        known: (state ?? unknown) satisfies Known,
        installed: undefined,
        differs: isLoaded && target !== undefined && (await isDifferent(server, target, summary.uri)),
        trying: dryRuns.running(summary.unit),
        deployed: target !== undefined && (await book?.get(target.id, summary.unit)) !== undefined,
        next: undefined,
        folder: folderOf(summary.uri),
      };
    }),
  );
}

/** The units of some types that the target has itself. */
export async function installedRows(
  { targets, book }: Sources,
  types: readonly ActivatorType[],
): Promise<readonly UnitRow[]> {
  const target = managed(await allowed(targets));
  if (target === undefined) return [];
  const units = await readActivators(target, types, ROUTINE);
  if (units.kind !== 'ok') return [];
  const next = types.includes('timer') ? await readNextElapses(target, ROUTINE) : undefined;
  return Promise.all(
    units.value.map(async (state): Promise<UnitRow> => {
      const isHere = target.host === undefined && state.fragment.startsWith('/');
      return {
        kind: 'unit',
        unit: state.unit,
        uri: isHere ? Uri.file(state.fragment).toString() : undefined,
        summary: undefined,
        known: state,
        installed: state,
        differs: false,
        trying: false,
        deployed: (await book?.get(target.id, state.unit)) !== undefined,
        next: next?.kind === 'ok' ? next.value.get(state.unit) : undefined,
        folder: undefined,
      };
    }),
  );
}

/** The target, where it has a manager that can be asked now. */
export async function managedTarget(targets: TargetChoice | undefined): Promise<Target | undefined> {
  return managed(await allowed(targets));
}

/** Nothing is asked before the workspace is trusted. */
async function allowed(targets: TargetChoice | undefined): Promise<Chosen | undefined> {
  return workspace.isTrusted ? targets?.current() : undefined;
}

function managed(chosen: Chosen | undefined): Target | undefined {
  return chosen?.reach.kind === 'reachable' && chosen.target.kind !== 'dry-run' ? chosen.target : undefined;
}

/** Compares what is installed with the workspace; not on other machines, where each look is a command over the network. */
async function isDifferent(server: Server, target: Target, uri: string): Promise<boolean> {
  if (target.host !== undefined) return false;
  const plan = await server.request('systemd/plan', { textDocument: { uri }, manager: target.manager });
  if (plan === null) return false;
  // Handlers may be large, and it is the units that the manager reads.
  const prepared = await prepareDeployment(target, { ...plan, handlers: [] }, async () => undefined);
  return prepared.kind === 'ok' && changes(prepared.value).length > 0;
}

function folderOf(uri: string): string | undefined {
  const { workspaceFolders = [] } = workspace;
  return workspaceFolders.length > 1 ? workspace.getWorkspaceFolder(Uri.parse(uri))?.name : undefined;
}
