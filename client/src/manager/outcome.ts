/** The result of an operation on a target. Operations do not throw for what may happen on a machine. */
export type Outcome<T> = { readonly kind: 'ok'; readonly value: T } | Failure;

/** Every way in which an operation can fail, with what is needed to explain it. */
export type Failure =
  /** The program ran and reported failure by its exit status. */
  | { readonly kind: 'exit'; readonly ran: Ran }
  | { readonly kind: 'missing'; readonly program: string }
  | { readonly kind: 'timeout'; readonly ran: Ran; readonly milliseconds: number }
  | { readonly kind: 'cancelled' }
  /** Privileges were needed and not granted: no polkit agent, a dismissed prompt, a wrong password. */
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'file'; readonly operation: 'read' | 'write'; readonly path: string; readonly code: string }
  /** A destination or name that is not acted on, whatever it says. */
  | { readonly kind: 'refused'; readonly what: string; readonly why: Refusal }
  | { readonly kind: 'unavailable'; readonly reason: Unavailable; readonly detail: string };

export type Refusal =
  | 'bad-unit-name'
  | 'bad-host'
  | 'leaves-directory'
  | 'ansible-expands'
  | 'not-a-regular-file'
  | 'special-mode'
  | 'changed-meanwhile'
  | 'busy'
  | 'not-agreed'
  | 'bad-order'
  | 'nul-byte';

export type Unavailable =
  | 'no-systemctl'
  | 'no-manager'
  | 'no-bus'
  | 'not-linux'
  | 'no-privileges'
  | 'dry-run'
  | 'no-connection'
  | 'no-ssh'
  | 'other';

/** A program that ran to its end, or until it was stopped. */
export interface Ran {
  readonly argv: readonly string[];
  /** The exit status; undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: string;
  /** Whether output was thrown away because there was more than the limit. */
  readonly truncated: boolean;
  readonly pid: number | undefined;
  readonly milliseconds: number;
}

export function ok<T>(value: T): Outcome<T> {
  return { kind: 'ok', value };
}

/** Turns an exit status other than 0 into a failure. */
export function succeeded(outcome: Outcome<Ran>): Outcome<Ran> {
  if (outcome.kind !== 'ok' || outcome.value.code === 0) return outcome;
  return { kind: 'exit', ran: outcome.value };
}

/** What the program wrote, as text; bytes that are no UTF-8 become replacement characters. */
export function outputText(ran: Ran): string {
  return new TextDecoder().decode(ran.stdout);
}
