import { type Failure, ok, succeeded } from '../manager/outcome.ts';
import type { Agreement, Entry, Target } from '../manager/target.ts';
import type { Guard } from './guard.ts';
import { nothingToUndo, putBack, type Undo, withUndo } from './put-back.ts';
import { doneOrWhyNot, isGood, isSettled, ranOrWhyNot, type Step, type StepName, type StepOutcome } from './step.ts';

export interface SuperviseOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called before each step, with the command or path. */
  readonly onStep?: ((name: StepName, what: string) => void) | undefined;
  /** Excludes other runs, and puts things back if this process dies. */
  readonly guard?: Guard | undefined;
}

/** A run that changes a target. Each step gives whether it succeeded; after a failure the run is over. */
export interface Run {
  /** What would have to be undone. Each change is entered before it is made. */
  readonly undo: Undo;
  /** Whether `undo` contains what an earlier run has left. */
  readonly tookOver: boolean;
  note(name: StepName, what: Partial<Pick<Step, 'argv' | 'path'>>, outcome: StepOutcome): boolean;
  /** Acquires the privileges to do what was agreed to with these files and units and with the unit of the run, and to undo it. */
  acquire(agreed: Agreement): Promise<boolean>;
  /** Passes `undo` to the guard. */
  guarded(): Promise<boolean>;
  command(name: StepName, argv: readonly string[]): Promise<boolean>;
  /** Makes a path that holds `before` hold `after`, and enters that to be undone. */
  write(path: string, before: Entry, after: Entry): Promise<boolean>;
}

export interface Ended {
  readonly result: 'done' | 'failed' | 'cancelled';
  readonly steps: readonly Step[];
  /** What was done to get the old state back; empty where nothing had changed. */
  readonly putBack: readonly Step[];
  /** Why the record of the run could not be removed or written at its end: what stands in it is undone at the next start. */
  readonly unreleased?: Failure;
}

/**
 * Does what `work` does to a unit on a target, or nothing: when a step fails or the person cancels, everything is put back. What
 * cannot be put back stays on record.
 *
 * @param paths The files of the unit. Of these, what an earlier run has left undone is settled when this one has done its work.
 */
export async function supervise(
  target: Target,
  { unit, paths }: { readonly unit: string; readonly paths: readonly string[] },
  { signal, onStep, guard }: SuperviseOptions,
  work: (run: Run) => Promise<boolean>,
): Promise<Ended> {
  const steps: Step[] = [];
  const note: Run['note'] = (name, { argv, path }, outcome) => {
    steps.push({ name, argv, path, outcome });
    return isGood(outcome);
  };
  const held = (await guard?.hold()) ?? ok(undefined);
  if (held.kind !== 'ok') {
    note('look', {}, held);
    return { result: 'failed', steps, putBack: [] };
  }
  const undo = held.value ?? nothingToUndo(unit);
  const earlier = undo.kept.length;
  let began = false;

  const run: Run = {
    undo,
    tookOver: held.value !== undefined,
    note,
    acquire: async (agreed) => {
      // The person may be asked for a password now, so the progress says that it waits.
      if (target.elevation !== 'direct') onStep?.('acquire', '');
      const privileges = await target.acquire(withUndo(agreed, undo), signal);
      return privileges.kind === 'ok' || note('acquire', {}, privileges);
    },
    guarded: async () => {
      began = true;
      const told = (await guard?.update(undo)) ?? ok(undefined);
      return told.kind === 'ok' || note('keep', {}, told);
    },
    command: async (name, argv) => {
      onStep?.(name, argv.join(' '));
      // Checks need no privileges.
      const privileged = name !== 'verify';
      const ran = succeeded(await target.run(argv, { privileged, signal, timeout: 120_000 }));
      // A machine may have a manager and not the tool that checks for it.
      const skipped = name === 'verify' && ran.kind === 'missing';
      return note(name, { argv }, skipped ? { kind: 'skipped', program: ran.program } : ranOrWhyNot(ran));
    },
    write: async (path, before, after) => {
      undo.kept.push({ path, before, after });
      if (!(await run.guarded())) return false;
      const written = await target.write(path, after, before);
      // The content there is then not ours to put back.
      if (written.kind === 'refused') undo.kept.pop();
      return note('write', { path }, doneOrWhyNot(written));
    },
  };

  const released = async (left: Undo | undefined): Promise<Pick<Ended, 'unreleased'>> => {
    const outcome = (await guard?.release(left)) ?? ok(undefined);
    return outcome.kind === 'ok' ? {} : { unreleased: outcome };
  };

  if (await work(run)) {
    const rest = undo.kept.slice(0, earlier).filter(({ path }) => !paths.includes(path));
    const left = rest.length === 0 ? undefined : { ...nothingToUndo(unit), kept: rest, folders: undo.folders };
    return { result: 'done', steps, putBack: [], ...(await released(left)) };
  }
  const result = steps.at(-1)?.outcome.kind === 'cancelled' || signal?.aborted ? 'cancelled' : 'failed';
  if (!began) {
    return { result, steps, putBack: [], ...(await released(held.value)) };
  }
  const undone = await putBack(target, undo);
  const left = undone.every(({ outcome }) => isSettled(outcome)) ? undefined : undo;
  return { result, steps, putBack: undone, ...(await released(left)) };
}
