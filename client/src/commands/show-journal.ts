import { window } from 'vscode';
import type { App } from './app.ts';
import { explainFailure } from './explain-failure.ts';
import { plannedSubject } from './subject.ts';

/** Shows the journal of a socket, its service and all instances, and follows it. */
export async function showJournal(app: App, argument: unknown): Promise<void> {
  const planned = await plannedSubject(app, argument);
  if (planned === undefined) return;
  const { target, reach } = planned.chosen;
  if (target.kind === 'dry-run') {
    void window.showInformationMessage(app.t('A dry run has no journal. Its output is in its terminal.'));
    return;
  }
  const failure = await app.journals.follow(target, planned.subject);
  if (failure === undefined) return;
  // Without a manager there is no journal.
  const outcome = reach.kind === 'reachable' ? failure : ({ ...reach, kind: 'unavailable' } as const);
  await explainFailure(app, planned, 'look', outcome);
}
