import { quotePosix } from '../manager/quote-posix.ts';
import type { RecordedRun } from '../manager/recorded.ts';
import { escapeControls } from './bytes-text.ts';

/** A command as one line: where it ran, the command as a shell would take it, how it ended, and how long it took. */
export function commandLine({ target, argv, outcome, milliseconds }: RecordedRun): string {
  const place = target === '' ? '' : `[${target}] `;
  const command = argv.map(quotePosix).join(' ').replaceAll('\n', '\\n');
  return escapeControls(`${place}${command}  → ${ending(outcome)}, ${Math.round(milliseconds)} ms`);
}

/** Whether a command did what it was to do, as far as its exit status tells. */
export function isGood({ outcome }: RecordedRun): boolean {
  return outcome.kind === 'ok' && outcome.value.code === 0;
}

/** `exit 3`, `SIGTERM`, or the kind of failure: `missing`, `timeout`, `denied`. */
function ending(outcome: RecordedRun['outcome']): string {
  if (outcome.kind !== 'ok') return outcome.kind;
  const { code, signal } = outcome.value;
  return code === undefined ? (signal ?? 'ended') : `exit ${code}`;
}
