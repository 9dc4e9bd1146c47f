import type { Diagnostic, Scope } from '../diagnostic.ts';
import { type Message, say } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { ReadingError } from '../workspace/reading-error.ts';

/**
 * The code of what is reported where a part of judging a file failed by a fault of ours. It is no finding about the file: the command
 * line complains about it and ends with status 2.
 */
export const INTERNAL_ERROR = 'internal-error';

/** What failed by a fault of ours. */
export type Crashed =
  | { readonly kind: 'rule'; readonly code: string }
  | { readonly kind: 'value'; readonly key: string }
  | { readonly kind: 'unit'; readonly name: string }
  | { readonly kind: 'file' };

/** What stands among the diagnostics where something failed. */
export interface InternalErrorDiagnostic extends Diagnostic {
  readonly code: typeof INTERNAL_ERROR;
  /** What was thrown, for the log. */
  readonly error: unknown;
}

export function isInternalError(diagnostic: Diagnostic): diagnostic is InternalErrorDiagnostic {
  return diagnostic.code === INTERNAL_ERROR;
}

/** A fault of ours as a diagnostic of the file that was being judged, at its first character where no range is given. */
export function internalErrorDiagnostic(
  file: string,
  crashed: Crashed,
  error: unknown,
  { range = START, scope = 'line' }: { readonly range?: Range; readonly scope?: Scope } = {},
): InternalErrorDiagnostic {
  return {
    code: INTERNAL_ERROR,
    effect: 'advice',
    scope,
    severity: 'warning',
    file,
    range,
    message: internalError(file, crashed, error),
    related: [],
    fixes: [],
    tags: [],
    error,
  };
}

const START: Range = { from: 0, to: 0 };

/**
 * What people are told of a fault of ours while a file was judged: what failed and in which file, what was judged all the same, and that
 * it should be reported. The stack trace is for the log.
 */
export function internalError(file: string, crashed: Crashed, error: unknown): Message {
  // Another file that could not be read is the one to report.
  const other = error instanceof ReadingError && error.path !== file ? error.path : undefined;
  const reason = reasonOf(error);
  if (crashed.kind === 'file') {
    return say`This file could not be checked because of an internal error (${reason}). Other files are not affected. Please report it together with the file.`;
  }
  if (crashed.kind === 'value') {
    return say`The value of ${crashed.key}= could not be checked because of an internal error (${reason}), and neither could the unit as a whole. The other lines were. Please report it together with this line.`;
  }
  if (crashed.kind === 'rule') {
    return other === undefined
      ? say`The rule ${crashed.code} could not be applied because of an internal error (${reason}). All other rules were. Please report it together with ${file}.`
      : say`The rule ${crashed.code} could not be applied because of an internal error while reading ${other} (${reason}). All other rules were. Please report it together with ${other}.`;
  }
  return other === undefined
    ? say`${crashed.name} could not be checked as a whole because of an internal error (${reason}). The lines of this file were. Please report it together with ${file}.`
    : say`${crashed.name} could not be checked as a whole because of an internal error while reading ${other} (${reason}). The lines of this file were. Please report it together with ${other}.`;
}

/** What was thrown first, below what was wrapped around it on the way. */
export function causeOf(error: unknown): unknown {
  return error instanceof ReadingError ? causeOf(error.cause) : error;
}

function reasonOf(thrown: unknown): string {
  const error = causeOf(thrown);
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
