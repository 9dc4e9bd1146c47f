import { succeeded } from '../manager/outcome.ts';
import { systemctl } from '../manager/systemctl.ts';
import { type Agreement, type Entry, sameEntry, type Target } from '../manager/target.ts';
import { doneOrWhyNot, isSettled, ranOrWhyNot, type Step, type StepName, type StepOutcome } from './step.ts';

/** A path that a run changes: its content before and after. */
interface Kept {
  readonly path: string;
  readonly before: Entry;
  readonly after: Entry;
}

/** What a run has to undo on failure. Each change is entered just before it is made. */
export interface Undo {
  kept: Kept[];
  /** Folders that the run made. */
  folders: string[];
  reloaded: boolean;
  /** Whether the unit was started, restarted or stopped. */
  restarted: boolean;
  /** Services that were stopped along with the unit. An instance for a connection is none: the connection is gone for good. */
  stopped: readonly string[];
  /** Whether it was disabled. */
  disabled: boolean;
  readonly unit: string;
  wasActive: boolean;
}

export function nothingToUndo(unit: string): Undo {
  return {
    kept: [],
    folders: [],
    reloaded: false,
    restarted: false,
    stopped: [],
    disabled: false,
    unit,
    wasActive: false,
  };
}

/**
 * Brings the old state back: files, the manager's view of them, and whether the unit was active. What somebody else has changed
 * since is left alone. A failed step does not stop the others. It cannot be cancelled.
 *
 * @returns every step with its outcome.
 */
export async function putBack(target: Target, undo: Undo): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const note = (path: string, outcome: StepOutcome) => steps.push({ name: 'write', argv: undefined, path, outcome });
  for (const kept of undo.kept.toReversed()) note(kept.path, await restore(target, kept));
  for (const folder of undo.folders.toReversed()) note(folder, doneOrWhyNot(await target.removeFolder(folder)));

  const command = async (name: StepName, argv: readonly string[], alsoGood = 0) => {
    const ran = await target.run(argv, { privileged: true, timeout: 120_000 });
    const good = ran.kind === 'ok' && ran.value.code === alsoGood;
    steps.push({ name, argv, path: undefined, outcome: ranOrWhyNot(good ? ran : succeeded(ran)) });
  };
  // A unit whose files are gone and that never got to start is not loaded, so it is stopped already.
  if (undo.restarted && !undo.wasActive) await command('restart', systemctl(target, 'stop', [undo.unit]), NOT_LOADED);
  // Somebody else may have had it reloaded while the new files were there. While one of them still is, it must not be reloaded: a
  // socket with another address in it would lose the open one.
  const whole = undo.kept.length > 0 && steps.every(({ outcome }) => isSettled(outcome));
  if (undo.reloaded || whole) await command('reload', systemctl(target, 'daemon-reload'));
  if (undo.disabled) await command('restart', systemctl(target, 'enable', [undo.unit]));
  // A socket whose address changed lost its descriptor at the reload, and only a restart opens the old address again.
  const revive = undo.wasActive && (undo.restarted || (undo.reloaded && undo.unit.endsWith('.socket')));
  // Otherwise it would stay on record as failed, and starts that failed would count against this one. Where the manager
  // has no record of the unit any more, there is nothing to reset.
  if (undo.restarted) await target.run(systemctl(target, 'reset-failed', [undo.unit]), { privileged: true });
  // A socket does not start while its service runs, as it may where stopping both has failed half-way.
  if (undo.stopped.length > 0) await command('restart', systemctl(target, 'stop', undo.stopped), NOT_LOADED);
  if (revive) await command('restart', systemctl(target, 'restart', [undo.unit]));
  if (undo.stopped.length > 0) await command('restart', systemctl(target, 'start', undo.stopped));
  return steps;
}

/** The agreement to a change and to its undoing. */
export function withUndo({ files, units }: Agreement, undo: Undo): Agreement {
  return {
    files: [...new Set([...files, ...undo.kept.map(({ path }) => path), ...undo.folders])],
    units: [...new Set([...units, undo.unit, ...undo.stopped])],
  };
}

/** Puts the old content back if ours is still there. A change by somebody else is left alone. */
async function restore(target: Target, { path, before, after }: Kept): Promise<StepOutcome> {
  const written = await target.write(path, before, after);
  if (written.kind !== 'refused' || written.why !== 'changed-meanwhile') return doneOrWhyNot(written);
  const now = await target.read(path);
  if (now.kind !== 'ok') return now;
  return sameEntry(before, now.value) ? { kind: 'ok', ran: undefined } : { kind: 'left-alone' };
}

/** The exit status of systemctl for a unit that the manager does not have (translate_bus_error_to_exit_status in src/systemctl). */
const NOT_LOADED = 5;
