import { window } from 'vscode';
import type { App } from '../commands/app.ts';
import type { Step } from '../deploy/step.ts';
import type { Evidence, Explanation, Remedy } from '../explain/evidence.ts';
import { paragraph } from '../l10n.ts';
import { detailsText } from './details-text.ts';

/** A failure to be shown. */
export interface Failing {
  /** The unit's document, where it is about one. */
  readonly unit?: string;
  readonly explanation: Explanation;
  readonly evidence: Evidence;
  readonly steps: readonly Step[];
  readonly putBack: readonly Step[];
  /** The result of putting things back, as a sentence; undefined if nothing had been changed. */
  readonly aftermath: string | undefined;
}

/**
 * Shows the cause, what was put back and the next step in one message, with the remedies as buttons and the details
 * one click away. Gives the remedy that the person chose.
 */
export async function showFailure(app: App, failing: Failing): Promise<Remedy | undefined> {
  const { unit, explanation, evidence, steps, putBack, aftermath } = failing;
  const details = app.t('Details');
  const remedies = explanation.remedies.slice(0, 3);
  const message = paragraph([explanation.cause, aftermath, explanation.next], app.t);
  const chosen = await window.showErrorMessage(message, ...remedies.map(({ title }) => title), details);
  if (chosen === details) {
    const about = unit === undefined ? {} : { unit };
    const text = detailsText(explanation, evidence, steps, putBack, app.t);
    await app.pages.show('systemd-details', app.t('Details {0}', evidence.unit), text, about);
  }
  return remedies.find(({ title }) => title === chosen);
}
