import { Uri, workspace } from 'vscode';
import { changes, prepareDeployment } from '../../deploy/deployment.ts';
import type { DeploymentBook } from '../../deploy/deployment-book.ts';
import { asPlanned } from '../../deploy/source.ts';
import type { Server } from '../../editor/server.ts';
import { type Chosen, managed, type TargetChoice } from '../../editor/target-choice.ts';
import { readActivators, readNextElapses } from '../../manager/activators.ts';
import type { Target } from '../../manager/target.ts';
import { isTemplate, isUnitName } from '../../manager/unit-name.ts';
import { readStates, type UnitState } from '../../manager/unit-state.ts';
import { isPassedBy } from '../../unit-files/unit-documents.ts';
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
  const target = chosen && managed(chosen);
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

/** The sockets that the target has itself. */
export async function targetRows({ targets, book }: Sources): Promise<readonly UnitRow[]> {
  const target = await managedTarget(targets);
  const units = target && (await readActivators(target, ['socket'], ROUTINE));
  if (target === undefined || units?.kind !== 'ok') return [];
  return Promise.all(units.value.map((state) => installedRow(target, state, book)));
}

/** The timers and paths of the workspace, and those that the target has besides, with the times when they elapse next. */
export async function timerRows({ targets, book }: Sources): Promise<readonly UnitRow[]> {
  const [chosen, files] = await Promise.all([allowed(targets), timerFiles()]);
  const target = chosen && managed(chosen);
  const own = [...files.keys()];
  const unknown = targets === undefined || chosen?.target.kind === 'dry-run' ? undefined : 'not-known';
  const [installed, here, next] = target
    ? await Promise.all([
        readActivators(target, ['timer', 'path'], ROUTINE),
        readStates(target, own, ROUTINE),
        readNextElapses(target, ROUTINE),
      ])
    : [];
  const times = next?.kind === 'ok' ? next.value : undefined;
  const others = installed?.kind === 'ok' ? installed.value.filter(({ unit }) => !files.has(unit)) : [];
  const rows = await Promise.all([
    ...own.map(async (unit, index): Promise<UnitRow> => {
      const uri = files.get(unit) ?? '';
      const state = here?.kind === 'ok' ? here.value[index] : undefined;
      const deployed = target !== undefined && (await book?.get(target.id, unit)) !== undefined;
      return { ...BARE, unit, uri, known: state ?? unknown, deployed, folder: folderOf(uri) };
    }),
    ...(target === undefined ? [] : others.map((state) => installedRow(target, state, book))),
  ]);
  return rows.map((row) => ({ ...row, next: times?.get(row.unit) })).toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
}

const BARE = {
  kind: 'unit',
  summary: undefined,
  installed: undefined,
  differs: false,
  trying: false,
  next: undefined,
} as const;

async function installedRow(target: Target, state: UnitState, book: DeploymentBook | undefined): Promise<UnitRow> {
  const isHere = target.host === undefined && state.fragment.startsWith('/');
  const uri = isHere ? Uri.file(state.fragment).toString() : undefined;
  const deployed = (await book?.get(target.id, state.unit)) !== undefined;
  return { ...BARE, unit: state.unit, uri, known: state, installed: state, deployed, folder: undefined };
}

/** The addresses of the timers and paths of the workspace, by name; of several of one name, the first. */
async function timerFiles(): Promise<ReadonlyMap<string, string>> {
  const found = (await workspace.findFiles('**/*.{timer,path}')).filter(({ path }) => !isPassedBy(path));
  const named = found
    .toSorted((a, b) => (a.path < b.path ? 1 : -1))
    .map((uri) => [uri.path.slice(uri.path.lastIndexOf('/') + 1), uri.toString()] as const);
  return new Map(named.filter(([name]) => isUnitName(name) && !isTemplate(name)));
}

/** The target, where it has a manager that can be asked now. */
export async function managedTarget(targets: TargetChoice | undefined): Promise<Target | undefined> {
  const chosen = await allowed(targets);
  return chosen && managed(chosen);
}

/** Nothing is asked before the workspace is trusted. */
async function allowed(targets: TargetChoice | undefined): Promise<Chosen | undefined> {
  return workspace.isTrusted ? targets?.current() : undefined;
}

/** Compares what is installed with the workspace; not on other machines, where each look is a command over the network. */
async function isDifferent(server: Server, target: Target, uri: string): Promise<boolean> {
  if (target.host !== undefined) return false;
  const plan = await server.request('systemd/plan', { textDocument: { uri }, manager: target.manager });
  if (plan === null) return false;
  // Handlers may be large, and it is the units that the manager reads.
  const prepared = await prepareDeployment(target, { ...plan, handlers: [] }, asPlanned);
  return prepared.kind === 'ok' && changes(prepared.value).length > 0;
}

function folderOf(uri: string): string | undefined {
  const { workspaceFolders = [] } = workspace;
  return workspaceFolders.length > 1 ? workspace.getWorkspaceFolder(Uri.parse(uri))?.name : undefined;
}
