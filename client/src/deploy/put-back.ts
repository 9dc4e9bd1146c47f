import { type Outcome, type Ran, succeeded } from '../manager/outcome.ts';
import { systemctl } from '../manager/systemctl.ts';
import type { Entry, Target } from '../manager/target.ts';
import type { Step, StepName, StepOutcome } from './step.ts';

/** The old content of a path that a run replaces. */
export interface Kept {
  readonly path: string;
  readonly entry: Entry;
}

/** What a run has done so far that would have to be undone. Filled in just before each thing is done. */
export interface Undo {
  kept: Kept[];
  /** Folders that the run made. */
  folders: string[];
  reloaded: boolean;
  /** Whether the unit was started, restarted or stopped. */
  restarted: boolean;
  /** Whether it was taken out of what starts at boot. */
  disabled: boolean;
  readonly unit: string;
  wasActive: boolean;
}

export function nothingToUndo(unit: string): Undo {
  return { kept: [], folders: [], reloaded: false, restarted: false, disabled: false, unit, wasActive: false };
}

/**
 * Brings the old state back: files, the manager's view of them, and whether the unit was active. Goes on whatever fails,
 * since half an undo helps nobody, and gives every step with how it came out. It cannot be cancelled.
 */
export async function putBack(target: Target, undo: Undo): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const change = async (path: string, changed: Promise<Outcome<void>>) => {
    const outcome = doneOrWhyNot(await changed);
    steps.push({ name: 'write', argv: undefined, path, outcome });
  };
  for (const { path, entry } of undo.kept.toReversed()) await change(path, target.write(path, entry));
  for (const folder of undo.folders.toReversed()) await change(folder, target.removeFolder(folder));

  const command = async (name: StepName, argv: readonly string[], alsoGood = 0) => {
    const ran = await target.run(argv, { privileged: true, timeout: 120_000 });
    const good = ran.kind === 'ok' && ran.value.code === alsoGood;
    steps.push({ name, argv, path: undefined, outcome: outcomeOf(good ? ran : succeeded(ran)) });
  };
  // A unit whose files are gone and that never got to start is not loaded, so that it is stopped already.
  if (undo.restarted && !undo.wasActive) await command('restart', systemctl(target, 'stop', [undo.unit]), NOT_LOADED);
  if (undo.reloaded) await command('reload', systemctl(target, 'daemon-reload'));
  if (undo.disabled) await command('restart', systemctl(target, 'enable', [undo.unit]));
  // A socket whose address changed lost its descriptor at the reload, and only a restart opens the old address again.
  const revive = undo.wasActive && (undo.restarted || (undo.reloaded && undo.unit.endsWith('.socket')));
  // Otherwise it would stay on record as failed, and starts that failed would count against this one. Where the manager
  // has no record of the unit any more, there is nothing to reset.
  if (undo.restarted) await target.run(systemctl(target, 'reset-failed', [undo.unit]), { privileged: true });
  if (revive) await command('restart', systemctl(target, 'restart', [undo.unit]));
  return steps;
}

/** The exit status of systemctl for a unit that the manager does not have (translate_bus_error_to_exit_status in src/systemctl). */
const NOT_LOADED = 5;

function doneOrWhyNot(changed: Outcome<void>): StepOutcome {
  return changed.kind === 'ok' ? { kind: 'ok', ran: undefined } : changed;
}

function outcomeOf(ran: Outcome<Ran>): StepOutcome {
  return ran.kind === 'ok' ? { kind: 'ok', ran: ran.value } : ran;
}
