import type { Failure, Outcome, Ran } from '../manager/outcome.ts';
import type { UnitState } from '../manager/unit-state.ts';

/** What a run consists of. */
export type StepName = 'look' | 'keep' | 'acquire' | 'write' | 'verify' | 'reload' | 'restart' | 'stop' | 'state';

/** One thing that was done, for the progress, the record of what happened, and the explanation when it went wrong. */
export interface Step {
  readonly name: StepName;
  /** The command, or the path. */
  readonly argv: readonly string[] | undefined;
  readonly path: string | undefined;
  readonly outcome: StepOutcome;
}

export type StepOutcome =
  | { readonly kind: 'ok'; readonly ran: Ran | undefined }
  /** There was nothing to do it with, and it is not needed. */
  | { readonly kind: 'skipped'; readonly program: string }
  /** The manager did as it was told, and yet the unit is not active. */
  | { readonly kind: 'not-active'; readonly state: UnitState }
  /** It would have done harm: the service that the socket starts is running, so that the socket could not come back. */
  | { readonly kind: 'service-active'; readonly service: string }
  /** On the way back: somebody else has changed the file since, so that it is theirs. */
  | { readonly kind: 'left-alone' }
  | Failure;

/** Whether nothing is left to be done about it, so that trying again would not help. */
export function isSettled(outcome: StepOutcome): boolean {
  return isGood(outcome) || outcome.kind === 'left-alone';
}

/** How something that gives nothing came out. */
export function doneOrWhyNot(done: Outcome<void>): StepOutcome {
  return done.kind === 'ok' ? { kind: 'ok', ran: undefined } : done;
}

/** How a command came out. */
export function ranOrWhyNot(ran: Outcome<Ran>): StepOutcome {
  return ran.kind === 'ok' ? { kind: 'ok', ran: ran.value } : ran;
}

export function isGood(outcome: StepOutcome): boolean {
  return outcome.kind === 'ok' || outcome.kind === 'skipped';
}
