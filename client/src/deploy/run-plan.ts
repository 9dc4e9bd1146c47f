import { type Cursor, journalEnd } from '../manager/journal.ts';
import { type Outcome, ok, type Ran, succeeded } from '../manager/outcome.ts';
import { systemctl } from '../manager/systemctl.ts';
import { sameEntry } from '../manager/target.ts';
import { readState, readStates, type UnitState } from '../manager/unit-state.ts';
import { changes, type DeployItem, type Deployment, verification } from './deployment.ts';
import { resolveFolder } from './destination.ts';
import type { Guard } from './guard.ts';
import { nothingToUndo, putBack, type Undo } from './put-back.ts';
import { isGood, isSettled, type Step, type StepName, type StepOutcome } from './step.ts';

export interface RunOptions {
  /** Whether to (re)start the unit as well, after its files are installed. */
  readonly start: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Told before each step, with the command or path. */
  readonly onStep?: ((name: StepName, what: string) => void) | undefined;
  /** Puts things back in our place if we do not get to the end. */
  readonly guard?: Guard | undefined;
}

export interface RunReport {
  readonly result: 'done' | 'failed' | 'cancelled';
  readonly steps: readonly Step[];
  /** What was done to get the old state back; empty where nothing had changed. */
  readonly putBack: readonly Step[];
  /** The state of the started unit at the end, where there is one. */
  readonly state: UnitState | undefined;
  /** Folders that were made. */
  readonly folders: readonly string[];
  /** Where the journal ended before anything was done; undefined where it cannot be read. */
  readonly since: Cursor | undefined;
}

/**
 * Puts a deployment to work: keep the old files, write the new ones, have the target's own systemd judge them, reload the
 * manager, restart the socket, look whether it is active. When a step fails or the person cancels, everything is put back:
 * the files, the manager's view of them, and whether the unit was active.
 */
export async function runPlan(deployment: Deployment, options: RunOptions): Promise<RunReport> {
  const { plan, target } = deployment;
  const steps: Step[] = [];
  const undo = nothingToUndo(plan.start);
  const todo = changes(deployment);

  const run = async (): Promise<boolean> => {
    const former = await look(deployment, options, steps);
    if (former === undefined) return false;
    undo.wasActive = former.active === 'active' || former.active === 'activating';
    if (!(await keep(deployment, todo, options, steps))) return false;
    for (const item of todo) if (!(await write(deployment, item, undo, options, steps))) return false;

    const check = verification(deployment);
    if (check !== undefined && !(await command('verify', check))) return false;
    if (todo.length > 0 || former.needsReload) {
      undo.reloaded = true;
      if (!(await guarded(undo, options, steps))) return false;
      if (!(await command('reload', systemctl(target, 'daemon-reload')))) return false;
    }
    if (!options.start) return true;
    undo.restarted = true;
    return (await guarded(undo, options, steps)) && command('restart', systemctl(target, 'restart', [plan.start]));
  };

  const command = async (name: StepName, argv: readonly string[]): Promise<boolean> => {
    options.onStep?.(name, argv.join(' '));
    const privileged = name !== 'verify';
    const ran = succeeded(await target.run(argv, { privileged, signal: options.signal, timeout: 120_000 }));
    return note(steps, { name, argv, path: undefined, outcome: stepOutcome(name, ran) });
  };

  const since = await journalEnd(target);
  const worked = await run();
  const state = worked && options.start ? await checkActive(deployment, options, steps) : undefined;
  const last = steps.at(-1);
  const ended = { steps, state, folders: undo.folders, since: since.kind === 'ok' ? since.value : undefined };
  if (worked && (last === undefined || isGood(last.outcome))) {
    await options.guard?.release();
    return { result: 'done', putBack: [], ...ended };
  }
  const result = last?.outcome.kind === 'cancelled' || options.signal?.aborted ? 'cancelled' : 'failed';
  const undone = await putBack(target, undo);
  // What could not be put back now is not given up: it is tried again when the extension starts next.
  if (undone.every((step) => isSettled(step.outcome))) await options.guard?.release();
  return { result, putBack: undone, ...ended };
}

/** From here on, whoever guards the run would put back what `undo` says. */
async function guarded(undo: Undo, options: RunOptions, steps: Step[]): Promise<boolean> {
  const told = (await options.guard?.update(undo)) ?? ok(undefined);
  return told.kind === 'ok' || note(steps, { name: 'keep', argv: undefined, path: undefined, outcome: told });
}

/** What the unit is now, to be able to go back; and whether restarting the socket can work at all. */
async function look(deployment: Deployment, options: RunOptions, steps: Step[]): Promise<UnitState | undefined> {
  const { plan, target } = deployment;
  options.onStep?.('look', plan.start);
  const service = plan.accept || plan.start === plan.service ? undefined : plan.service;
  const states = await readStates(target, [plan.start, ...(service === undefined ? [] : [service])], options.signal);
  if (states.kind !== 'ok') {
    note(steps, { name: 'look', argv: undefined, path: undefined, outcome: states });
    return undefined;
  }
  const [former, serviceState] = states.value;
  const busy = options.start && service !== undefined && serviceState?.active === 'active';
  const outcome: StepOutcome = busy ? { kind: 'service-active', service } : { kind: 'ok', ran: undefined };
  return note(steps, { name: 'look', argv: undefined, path: undefined, outcome }) ? former : undefined;
}

/** What is there must still be what the person saw when they agreed. */
async function keep(
  { target }: Deployment,
  todo: readonly DeployItem[],
  options: RunOptions,
  steps: Step[],
): Promise<boolean> {
  for (const item of todo) {
    options.onStep?.('keep', item.path);
    const now = await target.read(item.path);
    const outcome: StepOutcome =
      now.kind !== 'ok'
        ? now
        : sameEntry(now.value, item.installed)
          ? { kind: 'ok', ran: undefined }
          : { kind: 'refused', what: item.path, why: 'changed-meanwhile' };
    if (!note(steps, { name: 'keep', argv: undefined, path: item.path, outcome })) return false;
  }
  if (options.signal?.aborted) {
    return note(steps, { name: 'keep', argv: undefined, path: undefined, outcome: { kind: 'cancelled' } });
  }
  // Somebody may be asked for a password now, and must see that it is waited for.
  if (target.elevation !== 'direct') options.onStep?.('acquire', '');
  const privileges = await target.acquire(options.signal);
  if (privileges.kind !== 'ok') {
    return note(steps, { name: 'acquire', argv: undefined, path: undefined, outcome: privileges });
  }
  return true;
}

async function write(
  { target, directory }: Deployment,
  item: DeployItem,
  undo: Undo,
  options: RunOptions,
  steps: Step[],
): Promise<boolean> {
  options.onStep?.('write', item.path);
  const step = { name: 'write', argv: undefined, path: item.path } as const;
  if (options.signal?.aborted) return note(steps, { ...step, outcome: { kind: 'cancelled' } });
  const folder = item.path.slice(0, item.path.lastIndexOf('/'));
  // Whether the folder is ours to remove again shows only before it is made.
  const folderWas = await resolveFolder(target, directory, item.path);
  if (folderWas.kind !== 'ok') return note(steps, { ...step, outcome: folderWas });
  if (folderWas.value === undefined && folder.startsWith(`${directory}/`)) undo.folders.push(folder);
  undo.kept.push({ path: item.path, before: item.installed, after: item.wanted });
  if (!(await guarded(undo, options, steps))) return false;
  const written = await target.write(item.path, item.wanted, item.installed);
  // What is there then is not ours to put back.
  if (written.kind === 'refused') undo.kept.pop();
  return note(steps, { ...step, outcome: written.kind === 'ok' ? { kind: 'ok', ran: undefined } : written });
}

async function checkActive(
  { plan, target }: Deployment,
  options: RunOptions,
  steps: Step[],
): Promise<UnitState | undefined> {
  options.onStep?.('state', plan.start);
  const state = await readState(target, plan.start, options.signal);
  const outcome: StepOutcome =
    state.kind !== 'ok'
      ? state
      : ['active', 'activating', 'reloading'].includes(state.value.active) || isFinishedService(state.value)
        ? { kind: 'ok', ran: undefined }
        : { kind: 'not-active', state: state.value };
  note(steps, { name: 'state', argv: undefined, path: undefined, outcome });
  return state.kind === 'ok' ? state.value : undefined;
}

/** A service that has done its work and ended is as it should be. */
function isFinishedService(state: UnitState): boolean {
  return state.unit.endsWith('.service') && state.active === 'inactive' && state.result === 'success';
}

function stepOutcome(name: StepName, ran: Outcome<Ran>): StepOutcome {
  if (ran.kind === 'ok') return { kind: 'ok', ran: ran.value };
  // A machine may have a manager and not the tool that checks for it.
  if (name === 'verify' && ran.kind === 'missing') return { kind: 'skipped', program: ran.program };
  return ran;
}

function note(steps: Step[], step: Step): boolean {
  steps.push(step);
  return isGood(step.outcome);
}
