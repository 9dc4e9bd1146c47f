import { type Outcome, ok } from '../manager/outcome.ts';
import { systemctl } from '../manager/systemctl.ts';
import type { Entry, Target } from '../manager/target.ts';
import { isTemplate } from '../manager/unit-name.ts';
import { readInstances, readStates } from '../manager/unit-state.ts';
import { type Deployed, type DeployedFile, fateOf } from './deployed.ts';
import { doneOrWhyNot } from './step.ts';
import { type Ended, type Run, type SuperviseOptions, supervise } from './supervise.ts';

export interface UndeployReport extends Ended {
  /** Files that somebody has changed since they were deployed; they were left alone. */
  readonly left: readonly string[];
}

/** What undeploying will do, computed without doing it. */
export interface Removal {
  readonly deployed: Deployed;
  /** The current entries of the files that are still as deployed. */
  readonly ours: readonly { readonly file: DeployedFile; readonly now: Entry }[];
  readonly left: readonly string[];
}

/** Reads every file of the record on the target. */
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
  options: SuperviseOptions,
): Promise<UndeployReport> {
  const { unit, files, folders } = deployed;
  const started = startedBy(deployed);
  const work = async (run: Run): Promise<boolean> => {
    const { undo } = run;
    const before = await runningOf(target, deployed, options.signal);
    if (before.kind !== 'ok') return run.note('look', {}, before);
    const agreed = { files: [...ours.map(({ file }) => file.path), ...folders], units: started };
    if (!(await run.acquire(agreed))) return false;
    if (deployed.enabled) {
      undo.disabled = true;
      if (!(await run.guarded()) || !(await run.command('stop', systemctl(target, 'disable', [unit])))) return false;
    }
    for (const { file, now } of ours) {
      options.onStep?.('write', file.path);
      if (options.signal?.aborted) return run.note('write', { path: file.path }, { kind: 'cancelled' });
      if (!(await run.write(file.path, now, file.before))) return false;
    }
    for (const folder of folders.toReversed()) {
      if (!run.note('write', { path: folder }, doneOrWhyNot(await target.removeFolder(folder)))) return false;
    }
    // Late, since a connection that is cut off does not come back; but while the manager still knows how to stop each unit.
    const running = await runningOf(target, deployed, options.signal);
    if (running.kind !== 'ok') return run.note('look', {}, running);
    if (running.value.length > 0) {
      undo.restarted = true;
      if (!run.tookOver) undo.wasActive = running.value.includes(unit);
      undo.stopped = running.value.filter((name) => started.includes(name));
      if (!(await run.guarded()) || !(await run.command('stop', systemctl(target, 'stop', running.value))))
        return false;
    }
    undo.reloaded = true;
    if (!(await run.guarded()) || !(await run.command('reload', systemctl(target, 'daemon-reload')))) return false;
    // What failed earlier is not to be remembered of a unit that is gone.
    await target.run(systemctl(target, 'reset-failed', [unit]), { privileged: true });
    return true;
  };
  const ended = await supervise(target, { unit, paths: files.map(({ path }) => path) }, options, work);
  return { ...ended, left };
}

/** The commands that taking a deployment away may run, to be agreed to. Of a template they stop every instance. */
export function removalCommands(target: Target, deployed: Deployed): readonly (readonly string[])[] {
  const { unit, enabled } = deployed;
  const started = startedBy(deployed).map((name) => name.replace('@.', '@*.'));
  return [
    ...(enabled ? [systemctl(target, 'disable', [unit])] : []),
    systemctl(target, 'stop', [unit, ...started]),
    systemctl(target, 'daemon-reload'),
  ];
}

/** The service that the unit of a deployment starts, or its template. */
function startedBy({ unit, service }: Deployed): readonly string[] {
  return service === undefined || service === unit ? [] : [service];
}

/** What runs of a deployment: the unit, and what it has started: the service, or the instances of the template. */
async function runningOf(
  target: Target,
  deployed: Deployed,
  signal: AbortSignal | undefined,
): Promise<Outcome<string[]>> {
  const started = startedBy(deployed);
  const template = started.find(isTemplate);
  const states = await readStates(target, [deployed.unit, ...started.filter((name) => name !== template)], { signal });
  if (states.kind !== 'ok') return states;
  const instances = template === undefined ? ok([]) : await readInstances(target, template);
  if (instances.kind !== 'ok') return instances;
  const running = [...states.value, ...instances.value].filter(
    ({ active }) => !['inactive', 'failed'].includes(active),
  );
  return ok(running.map((state) => state.unit));
}
