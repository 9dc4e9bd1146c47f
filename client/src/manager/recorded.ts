import type { Outcome, Ran } from './outcome.ts';
import type { RunOptions, Target } from './target.ts';

/** A command that has been run, for the record. */
export interface RecordedRun {
  /** The target's id; empty for the machine of the editor. */
  readonly target: string;
  readonly argv: readonly string[];
  readonly outcome: Outcome<Ran>;
  readonly milliseconds: number;
  /** One of the looks that a view has by itself, again and again while it is visible. */
  readonly routine: boolean;
}

/** Takes note of a command when it has ended. */
export type Recorder = (run: RecordedRun) => void;

/** The same target, with each command that it runs recorded. */
export function recorded(target: Target, note: Recorder): Target {
  const run = { value: recordedRun(target.id, target.run, note), enumerable: true };
  // By their descriptors: a spread would fix what a getter gives at this moment.
  return Object.defineProperties({} as Target, { ...Object.getOwnPropertyDescriptors(target), run });
}

/** The same way to run programs, with each of them recorded. */
export function recordedRun(target: string, run: Target['run'], note: Recorder): Target['run'] {
  return async (argv, options: RunOptions = {}) => {
    const started = performance.now();
    const outcome = await run(argv, options);
    note({ target, argv, outcome, milliseconds: performance.now() - started, routine: options.routine === true });
    return outcome;
  };
}
