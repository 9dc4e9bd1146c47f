import { isGood, isSettled, type Step, type StepOutcome } from '../deploy/step.ts';
import type { Evidence, Remedy } from '../explain/evidence.ts';
import { explain } from '../explain/explain.ts';
import { gatherEvidence } from '../explain/gather.ts';
import { listed } from '../l10n.ts';
import type { Cursor } from '../manager/journal.ts';
import { showFailure } from '../views/failure.ts';
import type { App } from './app.ts';
import type { Planned } from './subject.ts';

/** The steps that were done before the failure. */
export interface Done {
  readonly steps: readonly Step[];
  readonly putBack: readonly Step[];
  readonly since?: Cursor | undefined;
}

/** Diagnoses a failure on a unit's target and shows it. Gives the remedy that the person chose, which the caller applies. */
export async function explainFailure(
  app: App,
  { uri, chosen, subject }: Planned,
  during: Evidence['during'],
  outcome: StepOutcome,
  done?: Done,
): Promise<Remedy | undefined> {
  const evidence = await gatherEvidence(chosen.target, subject, during, outcome, done?.since);
  return showFailure(app, {
    unit: uri,
    explanation: explain(evidence, app.t),
    evidence,
    steps: done?.steps ?? [],
    putBack: done?.putBack ?? [],
    aftermath: done === undefined ? undefined : aftermath(app, done.putBack),
  });
}

/** The result of putting things back, in a sentence. */
export function aftermath(app: App, putBack: readonly Step[]): string {
  if (putBack.length === 0) return app.t('Nothing was changed.');
  if (putBack.every((step) => isGood(step.outcome))) return app.t('Everything was put back as it was.');
  const left = putBack.filter(({ outcome }) => outcome.kind === 'left-alone').map(({ path }) => path ?? '');
  return putBack.every((step) => isSettled(step.outcome))
    ? app.t('Everything was put back, except what somebody else has changed since: {0}.', listed(left, app.t))
    : app.t('Not everything could be put back; the details say what.');
}
