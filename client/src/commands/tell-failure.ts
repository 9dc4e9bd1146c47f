import type { StepOutcome } from '../deploy/step.ts';
import type { Evidence } from '../explain/evidence.ts';
import type { App } from './app.ts';
import { type Done, explainFailure } from './explain-failure.ts';
import { applyRemedy } from './remedy.ts';
import type { Planned } from './subject.ts';

/** Explains a failure on a unit's target, and applies the chosen remedy. `again` repeats what failed. */
export async function tellFailure(
  app: App,
  planned: Planned,
  during: Evidence['during'],
  outcome: StepOutcome,
  again: () => Promise<void>,
  done?: Done,
): Promise<void> {
  const remedy = await explainFailure(app, planned, during, outcome, done);
  if (remedy !== undefined) await applyRemedy(app, planned.uri, remedy.action, again);
}
