import type { ManagerKind } from '../../../server/src/protocol/plan.ts';
import type { StepName, StepOutcome } from '../deploy/step.ts';
import type { JournalEntry } from '../manager/journal.ts';
import type { PortOwner } from '../manager/port-owner.ts';
import type { Exit, UnitState } from '../manager/unit-state.ts';
import type { Ending } from '../request/http-reply.ts';
import type { CrashPlace } from './crashes/crash.ts';

/** All evidence about a failure. Causes read nothing else. */
export interface Evidence {
  /** What was being done. */
  readonly during: StepName | 'detect' | 'request' | 'dry-run';
  readonly outcome: StepOutcome;
  /** The unit that was to be started, or asked. */
  readonly unit: string;
  /** The service behind it: `foo@.service` for Accept=yes. */
  readonly service: string | undefined;
  readonly accept: boolean;
  readonly manager: ManagerKind;
  /** The machine it happened on, in words, within a sentence. */
  readonly place: string;
  /** What the program said and what the journal says, line by line. */
  readonly lines: readonly string[];
  readonly journal: readonly JournalEntry[];
  readonly unitState: UnitState | undefined;
  /** How the process behind the socket ended, where one did. */
  readonly exit: Exit | undefined;
  /** The process that holds the wanted address. */
  readonly owners: readonly PortOwner[];
  /** The program that could not be executed, as it is on the target. */
  readonly program: ProgramFile | undefined;
  /** Whether SELinux enforces its policy, asked only where a permission was missing that root has. */
  readonly selinux?: boolean;
  /** How the connection ended, for a test request. */
  readonly ending: Ending['kind'] | undefined;
  /** What the client received, line by line: with StandardError=inherit, errors are among it. */
  readonly output: readonly string[];
  /** Whether `-` before the command makes every status a good one, of which the manager tells nothing. */
  readonly ignoresExit: boolean;
}

/** Evidence of which nothing was gathered yet, or nothing can be: what each kind of failure adds to is this. */
export const NOTHING_GATHERED = {
  service: undefined,
  accept: false,
  lines: [],
  journal: [],
  unitState: undefined,
  exit: undefined,
  owners: [],
  program: undefined,
  ending: undefined,
  output: [],
  ignoresExit: false,
} as const satisfies Partial<Evidence>;

export interface ProgramFile {
  readonly path: string;
  readonly exists: boolean;
  /** What a script names in its first line. */
  readonly interpreter: string | undefined;
}

/** What went wrong, for a person. */
export interface Explanation {
  /** The cause's code, or `unknown`. */
  readonly code: string;
  /** One plain sentence. */
  readonly cause: string;
  /** What to do about it. */
  readonly next: string;
  readonly remedies: readonly Remedy[];
  /** What the program wrote of its error. */
  readonly trace?: readonly string[];
  /** Places in files of the target that `cause` and `next` name as `NAME line N`. */
  readonly places?: readonly CrashPlace[];
}

/** An action that solves it, shown as a button. */
export interface Remedy {
  readonly title: string;
  readonly action: RemedyAction;
}

export type RemedyAction =
  /** Opens the unit at a directive and shows the fixes there. */
  | { readonly kind: 'edit'; readonly directive: string }
  /** Selects the port of a listener, or its address, and offers a port that is free. */
  | { readonly kind: 'change-address'; readonly address: string }
  /** Opens a setting of the extension. */
  | { readonly kind: 'settings'; readonly setting: string }
  /** Opens a file of the target at a line, counted from 1. */
  | { readonly kind: 'open'; readonly path: string; readonly line: number }
  | { readonly kind: 'stop'; readonly unit: string; readonly thenActivate: boolean }
  | { readonly kind: 'reset-failed'; readonly unit: string }
  | { readonly kind: 'activate' }
  | { readonly kind: 'make-executable'; readonly path: string }
  | { readonly kind: 'select-target' }
  /** Logs in over ssh where the person can answer what ssh asks. */
  | { readonly kind: 'log-in'; readonly host: string }
  | { readonly kind: 'journal' }
  | { readonly kind: 'retry' };

/** The first match of a pattern in what was said. */
export function said(evidence: Evidence, pattern: RegExp): RegExpExecArray | undefined {
  for (const line of evidence.lines) {
    const match = pattern.exec(line);
    if (match !== null) return match;
  }
  return undefined;
}
