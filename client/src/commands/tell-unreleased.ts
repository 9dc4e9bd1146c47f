import { window } from 'vscode';
import type { Ended } from '../deploy/supervise.ts';
import { meaningOf } from '../explain/error-code.ts';
import type { Failure } from '../manager/outcome.ts';
import type { App } from './app.ts';

/** Tells where the record of a run that has ended could not be removed. */
export function tellUnreleased(app: App, unit: string, { unreleased }: Ended): void {
  if (unreleased !== undefined) void window.showWarningMessage(unreleasedText(app, unit, unreleased));
}

/** What comes of a record that could not be removed, and what to do. */
export function unreleasedText({ t }: App, unit: string, failure: Failure): string {
  const [path, reason] = failure.kind === 'file' ? [failure.path, meaningOf(failure.code, t)] : ['', failure.kind];
  return t(
    'The record for undoing this change of {0} could not be removed ({1}). Delete {2}: what it holds is put back at the next start.',
    unit,
    reason,
    path,
  );
}
