import { type Outcome, ok, type Ran, succeeded } from '../manager/outcome.ts';
import { systemctl } from '../manager/systemctl.ts';
import type { Entry, Target } from '../manager/target.ts';
import { isTemplate } from '../manager/unit-name.ts';
import { readInstances, readStates } from '../manager/unit-state.ts';
import { type Deployed, type DeployedFile, fateOf } from './deployed.ts';
import { nothingToUndo, putBack } from './put-back.ts';
import type { RunOptions } from './run-plan.ts';
import { isGood, isSettled, type Step, type StepName, type StepOutcome } from './step.ts';

export interface UndeployReport {
  readonly result: 'done' | 'failed' | 'cancelled';
  readonly steps: readonly Step[];
  readonly putBack: readonly Step[];
  /** Files that somebody has changed since they were deployed; they were left alone. */
  readonly left: readonly string[];
}

/** What taking a deployment away comes to, looked up but not done. */
export interface Removal {
  readonly deployed: Deployed;
  /** What is there now, of the files that are still as they were deployed. */
  readonly ours: readonly { readonly file: DeployedFile; readonly now: Entry }[];
  readonly left: readonly string[];
}

/** Looks on the target at every file of the record. */
export async function prepareRemoval(target: Target, deployed: Deployed): Promise<Outcome<Removal>> {
  const ours: { file: DeployedFile; now: Entry }[] = [];
  const left: string[] = [];
  for (const file of deployed.files) {
    const now = await target.read(file.path);
    if (now.kind !== 'ok') return now;
    const fate = fateOf(file, now.value);
    if (fate === 'ours') ours.push({ file, now: now.value });
    if (fate === 'changed') left.push(file.path);
  }
  return ok({ deployed, ours, left });
}

/**
 * Disables, removes and stops what was deployed, and only that: what somebody has changed since stays, and what was there
 * before comes back. When a step fails or the person cancels, the deployment is put back.
 */
export async function undeploy(
  target: Target,
  { deployed, ours, left }: Removal,
  options: Pick<RunOptions, 'signal' | 'onStep' | 'guard'>,
): Promise<UndeployReport> {
  const { unit } = deployed;
  const steps: Step[] = [];
  const undo = nothingToUndo(unit);
  const note = (name: StepName, what: Pick<Step, 'argv' | 'path'>, outcome: StepOutcome) => {
    steps.push({ name, ...what, outcome });
    return isGood(outcome);
  };
  const guarded = async () => {
    const told = (await options.guard?.update(undo)) ?? ok(undefined);
    return told.kind === 'ok' || note('keep', { argv: undefined, path: undefined }, told);
  };
  const command = async (name: StepName, argv: readonly string[]) => {
    options.onStep?.(name, argv.join(' '));
    const ran = succeeded(await target.run(argv, { privileged: true, signal: options.signal, timeout: 120_000 }));
    return note(name, { argv, path: undefined }, outcomeOf(ran));
  };

  const run = async (): Promise<boolean> => {
    const before = await runningOf(target, deployed, options.signal);
    if (before.kind !== 'ok') return note('look', { argv: undefined, path: undefined }, before);
    if (target.elevation !== 'direct') options.onStep?.('acquire', '');
    const privileges = await target.acquire(options.signal);
    if (privileges.kind !== 'ok') return note('acquire', { argv: undefined, path: undefined }, privileges);
    if (deployed.enabled) {
      undo.disabled = true;
      if (!(await guarded()) || !(await command('stop', systemctl(target, 'disable', [unit])))) return false;
    }
    for (const { file, now } of ours) {
      const step = { argv: undefined, path: file.path };
      if (options.signal?.aborted) return note('write', step, { kind: 'cancelled' });
      options.onStep?.('write', file.path);
      undo.kept.push({ path: file.path, before: now, after: file.before });
      if (!(await guarded())) return false;
      const written = await target.write(file.path, file.before, now);
      // What is there then is not ours to put back.
      if (written.kind === 'refused') undo.kept.pop();
      if (!note('write', step, written.kind === 'ok' ? { kind: 'ok', ran: undefined } : written)) return false;
    }
    for (const folder of deployed.folders.toReversed()) {
      const removed = await target.removeFolder(folder);
      const step = { argv: undefined, path: folder };
      if (!note('write', step, removed.kind === 'ok' ? { kind: 'ok', ran: undefined } : removed)) return false;
    }
    // Late, since a connection that is cut off does not come back; but while the manager still knows how to stop each unit.
    const running = await runningOf(target, deployed, options.signal);
    if (running.kind !== 'ok') return note('look', { argv: undefined, path: undefined }, running);
    if (running.value.length > 0) {
      undo.restarted = true;
      undo.wasActive = running.value.includes(unit);
      undo.stopped = running.value.filter((name) => name === deployed.service && name !== unit);
      if (!(await guarded()) || !(await command('stop', systemctl(target, 'stop', running.value)))) return false;
    }
    undo.reloaded = true;
    return (await guarded()) && command('reload', systemctl(target, 'daemon-reload'));
  };

  const worked = await run();
  if (worked) {
    // What failed earlier is not to be remembered of a unit that is gone.
    await target.run(systemctl(target, 'reset-failed', [unit]), { privileged: true });
    await options.guard?.release();
    return { result: 'done', steps, putBack: [], left };
  }
  const cancelled = steps.at(-1)?.outcome.kind === 'cancelled' || options.signal?.aborted;
  const undone = await putBack(target, undo);
  if (undone.every((step) => isSettled(step.outcome))) await options.guard?.release();
  return { result: cancelled ? 'cancelled' : 'failed', steps, putBack: undone, left };
}

/** The commands that taking a deployment away may run, to be agreed to. Of a template they stop every instance. */
export function removalCommands(target: Target, { unit, service, enabled }: Deployed): readonly (readonly string[])[] {
  const started = service === undefined || service === unit ? [] : [service.replace('@.', '@*.')];
  return [
    ...(enabled ? [systemctl(target, 'disable', [unit])] : []),
    systemctl(target, 'stop', [unit, ...started]),
    systemctl(target, 'daemon-reload'),
  ];
}

/** What runs of a deployment: the unit, and what it has started: the service, or the instances of the template. */
async function runningOf(
  target: Target,
  { service, unit }: Deployed,
  signal: AbortSignal | undefined,
): Promise<Outcome<string[]>> {
  const template = service !== undefined && isTemplate(service) ? service : undefined;
  const units = template !== undefined || service === undefined || service === unit ? [unit] : [unit, service];
  const states = await readStates(target, units, signal);
  if (states.kind !== 'ok') return states;
  const instances = template === undefined ? ok([]) : await readInstances(target, template);
  if (instances.kind !== 'ok') return instances;
  const running = [...states.value, ...instances.value].filter(
    ({ active }) => !['inactive', 'failed'].includes(active),
  );
  return ok(running.map((state) => state.unit));
}

function outcomeOf(ran: Outcome<Ran>): StepOutcome {
  return ran.kind === 'ok' ? { kind: 'ok', ran: ran.value } : ran;
}
