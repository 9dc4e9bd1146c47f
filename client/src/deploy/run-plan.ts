import { type Cursor, journalEnd } from '../manager/journal.ts';
import { systemctl } from '../manager/systemctl.ts';
import { sameEntry } from '../manager/target.ts';
import { readState, readStates, type UnitState } from '../manager/unit-state.ts';
import { changes, type DeployItem, type Deployment, verification } from './deployment.ts';
import { missingFolders } from './destination.ts';
import type { StepOutcome } from './step.ts';
import { type Ended, type Run, type SuperviseOptions, supervise } from './supervise.ts';

export interface RunOptions extends SuperviseOptions {
  /** Whether to (re)start the unit as well, after its files are installed. */
  readonly start: boolean;
}

export interface RunReport extends Ended {
  /** The state of the started unit at the end, where there is one. */
  readonly state: UnitState | undefined;
  /** Folders that were made. */
  readonly folders: readonly string[];
  /** Where the journal ended before anything was done; undefined where it cannot be read. */
  readonly since: Cursor | undefined;
}

/**
 * Carries out a deployment: keep the old files, write the new ones, have the target's own systemd verify them, reload the
 * manager, restart the socket, check whether it is active. When a step fails or the person cancels, everything is put back:
 * the files, the manager's view of them, and whether the unit was active.
 */
export async function runPlan(deployment: Deployment, options: RunOptions): Promise<RunReport> {
  const { plan, target, items } = deployment;
  const todo = changes(deployment);
  const agreed = { files: todo.map(({ path }) => path), units: [] };
  const folders: string[] = [];
  let state: UnitState | undefined;

  const work = async (run: Run): Promise<boolean> => {
    const { undo } = run;
    const former = await look(deployment, options, run);
    if (former === undefined) return false;
    if (!run.tookOver) undo.wasActive = former.active === 'active' || former.active === 'activating';
    if (!(await keep(deployment, todo, options, run)) || !(await run.acquire(agreed))) return false;
    for (const item of todo) if (!(await write(deployment, item, folders, options, run))) return false;

    const check = verification(deployment);
    if (check !== undefined && !(await run.command('verify', check))) return false;
    if (todo.length > 0 || former.needsReload) {
      undo.reloaded = true;
      if (!(await run.guarded())) return false;
      if (!(await run.command('reload', systemctl(target, 'daemon-reload')))) return false;
    }
    if (!options.start) return true;
    undo.restarted = true;
    if (!(await run.guarded()) || !(await run.command('restart', systemctl(target, 'restart', [plan.start]))))
      return false;
    const [good, now] = await readActive(deployment, options, run);
    state = now;
    return good;
  };

  const since = await journalEnd(target);
  const paths = items.map(({ path }) => path);
  const ended = await supervise(target, { unit: plan.start, paths }, options, work);
  return { ...ended, state, folders, since: since.kind === 'ok' ? since.value : undefined };
}

/** The current state of the unit, for putting it back; and whether the socket can be restarted at all. */
async function look(deployment: Deployment, options: RunOptions, run: Run): Promise<UnitState | undefined> {
  const { plan, target } = deployment;
  options.onStep?.('look', plan.start);
  const service = plan.accept || plan.start === plan.service ? undefined : plan.service;
  const units = service === undefined ? [plan.start] : [plan.start, service];
  const states = await readStates(target, units, { signal: options.signal });
  if (states.kind !== 'ok') {
    run.note('look', {}, states);
    return undefined;
  }
  const [former, ...started] = states.value;
  const busy = options.start ? started.find(keepsSocketFromStarting) : undefined;
  const outcome: StepOutcome =
    busy === undefined ? { kind: 'ok', ran: undefined } : { kind: 'service-active', service: busy.unit };
  return run.note('look', {}, outcome) ? former : undefined;
}

/** Whether a socket cannot start while its service is in this state (socket_start in src/core/socket.c). */
function keepsSocketFromStarting({ active, sub }: UnitState): boolean {
  return !['inactive', 'failed'].includes(active) && !sub.startsWith('auto-restart');
}

/** The target must still be as it was shown when the person agreed. */
async function keep(
  { target }: Deployment,
  todo: readonly DeployItem[],
  { signal, onStep }: RunOptions,
  run: Run,
): Promise<boolean> {
  for (const { path, installed } of todo) {
    onStep?.('keep', path);
    const now = await target.read(path);
    const outcome: StepOutcome =
      now.kind !== 'ok'
        ? now
        : sameEntry(now.value, installed)
          ? { kind: 'ok', ran: undefined }
          : { kind: 'refused', what: path, why: 'changed-meanwhile' };
    if (!run.note('keep', { path }, outcome)) return false;
  }
  return !signal?.aborted || run.note('keep', {}, { kind: 'cancelled' });
}

async function write(
  { target, directory }: Deployment,
  { path, installed, wanted }: DeployItem,
  folders: string[],
  { signal, onStep }: RunOptions,
  run: Run,
): Promise<boolean> {
  onStep?.('write', path);
  if (signal?.aborted) return run.note('write', { path }, { kind: 'cancelled' });
  // Whether a folder is new must be checked before it is made.
  const missing = await missingFolders(target, directory, path);
  if (missing.kind !== 'ok') return run.note('write', { path }, missing);
  for (const folder of missing.value) {
    folders.push(folder);
    run.undo.folders.push(folder);
  }
  return run.write(path, installed, wanted);
}

/** Whether the unit is in the wanted state, and its state. */
async function readActive(
  { plan, target }: Deployment,
  { signal, onStep }: RunOptions,
  run: Run,
): Promise<readonly [good: boolean, state: UnitState | undefined]> {
  onStep?.('state', plan.start);
  const state = await readState(target, plan.start, { signal });
  if (state.kind !== 'ok') return [run.note('state', {}, state), undefined];
  const good = ['active', 'activating', 'reloading'].includes(state.value.active) || isFinishedService(state.value);
  const outcome: StepOutcome = good ? { kind: 'ok', ran: undefined } : { kind: 'not-active', state: state.value };
  return [run.note('state', {}, outcome), state.value];
}

/** A service that has ended successfully is fine. */
function isFinishedService(state: UnitState): boolean {
  return state.unit.endsWith('.service') && state.active === 'inactive' && state.result === 'success';
}
