import type { TextEdit } from './text/edit.ts';
import type { Message } from './text/message.ts';
import type { Range } from './text/range.ts';

/**
 * What systemd does about a finding, the thing people most want to know.
 *
 * - `refuse`: it will not load or start the unit.
 * - `ignore`: it logs a warning and drops the line, or part of it.
 * - `fail`: it accepts the unit, which then fails when it is used.
 * - `note`: it logs a message and goes on as written.
 * - `advice`: it says nothing, but the unit will not do what was meant, or there is a better way.
 */
export type Effect = 'refuse' | 'ignore' | 'fail' | 'note' | 'advice';

/** How much must be seen to find it: one line, the unit with its drop-ins, or other units as well. */
export type Scope = 'line' | 'unit' | 'workspace';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One finding, ready to show. `code` is the name of its page under `rules/`. */
export interface Diagnostic {
  readonly code: string;
  readonly effect: Effect;
  readonly scope: Scope;
  readonly severity: Severity;
  readonly file: string;
  readonly range: Range;
  /** What is wrong, what systemd will do about it, and what to do. Plain text. */
  readonly message: Message;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
}

/** A stretch of a file, by its path. */
export interface Location {
  readonly file: string;
  readonly range: Range;
}

export interface Related extends Location {
  readonly message: Message;
}

/** A way out. A `safe` fix keeps what the unit does or does what was certainly meant; an `unsafe` one wants a look. */
export interface Fix {
  readonly title: Message;
  readonly safety: 'safe' | 'unsafe';
  readonly changes: readonly FileChange[];
  /** A file that the editor should open once the fix has been applied. */
  readonly open?: string;
}

/**
 * A change of a file. Comments and descriptions in the text of a new file are messages, rendered for the client's language where the change
 * leaves core. Edits of fixes are plain text, so that they can be composed; a refactoring may have messages there, too.
 */
export type FileChange<Edited extends string | Message = string> =
  | { readonly kind: 'edit'; readonly file: string; readonly edits: readonly TextEdit<Edited>[] }
  | { readonly kind: 'create'; readonly file: string; readonly text: string | Message; readonly executable?: boolean }
  /** Of a file or a folder. What is edited is named as it was before. */
  | { readonly kind: 'rename'; readonly file: string; readonly to: string };

/** The severity that goes with an effect unless the finding says otherwise. */
export function severityOf(effect: Effect): Severity {
  switch (effect) {
    case 'refuse':
    case 'fail':
      return 'error';
    case 'ignore':
      return 'warning';
    case 'note':
    case 'advice':
      return 'information';
  }
}
