import type { Failure, Outcome, Ran } from '../manager/outcome.ts';
import type { UnitState } from '../manager/unit-state.ts';

/** The kinds of steps of a run. */
export type StepName = 'look' | 'keep' | 'acquire' | 'write' | 'verify' | 'reload' | 'restart' | 'stop' | 'state';

/** One step, for the progress, the report, and the explanation of a failure. */
export interface Step {
  readonly name: StepName;
  /** The command, or the path. */
  readonly argv: readonly string[] | undefined;
  readonly path: string | undefined;
  readonly outcome: StepOutcome;
}

export type StepOutcome =
  | { readonly kind: 'ok'; readonly ran: Ran | undefined }
  /** The tool for it is missing, and the step is optional. */
  | { readonly kind: 'skipped'; readonly program: string }
  /** The manager did as asked, but the unit is not active. */
  | { readonly kind: 'not-active'; readonly state: UnitState }
  /** Not done because it would do harm: the service that the socket starts is running, so the socket could not start again. */
  | { readonly kind: 'service-active'; readonly service: string }
  /** While putting back: somebody else has changed the file since, so it is left alone. */
  | { readonly kind: 'left-alone' }
  | Failure;

/** Whether the step is final, so that trying again would not help. */
export function isSettled(outcome: StepOutcome): boolean {
  return isGood(outcome) || outcome.kind === 'left-alone';
}

/** The step's result for an operation without a value. */
export function doneOrWhyNot(done: Outcome<void>): StepOutcome {
  return done.kind === 'ok' ? { kind: 'ok', ran: undefined } : done;
}

/** The step's result for a command. */
export function ranOrWhyNot(ran: Outcome<Ran>): StepOutcome {
  return ran.kind === 'ok' ? { kind: 'ok', ran: ran.value } : ran;
}

export function isGood(outcome: StepOutcome): boolean {
  return outcome.kind === 'ok' || outcome.kind === 'skipped';
}
