import { ProgressLocation, Range, Uri, window, workspace } from 'vscode';
import type { Blocker } from '../../../server/src/protocol/requests.ts';
import { changes, type Deployment, prepareDeployment } from '../activation/deployment.ts';
import { explain } from '../activation/explain.ts';
import { gatherEvidence } from '../activation/gather.ts';
import { type RunReport, runPlan } from '../activation/run-plan.ts';
import { isGood, type StepName, type StepOutcome } from '../activation/step.ts';
import type { App } from '../app.ts';
import { askConsent } from '../views/consent.ts';
import { stepTitle } from '../views/details-text.ts';
import { showFailure } from '../views/failure.ts';
import { applyRemedy } from './remedy.ts';
import { type Planned, plannedSubject, saveFiles } from './subject.ts';

/**
 * The way of a unit to its target: plan, look, ask, run. Gives the report when it all worked, and undefined after the person
 * has been told what did not, or has said no.
 */
export async function deployUnitFiles(
  app: App,
  argument: unknown,
  start: boolean,
): Promise<{ readonly planned: Planned; readonly report: RunReport; readonly written: number } | undefined> {
  const planned = await plannedSubject(app, argument);
  if (planned === undefined) return undefined;
  const again = async () => {
    await deployUnitFiles(app, planned.uri, start);
  };
  const { plan, chosen } = planned;
  if (chosen.reach.kind === 'unreachable') {
    const { reason, detail } = chosen.reach;
    app.targets?.forget();
    await tell(app, planned, 'look', { kind: 'unavailable', reason, detail }, undefined, again);
    return undefined;
  }
  const stop = plan.blockers.find((blocker) => blocker.stop);
  if (stop !== undefined) {
    await tellBlocker(app, stop);
    return undefined;
  }
  if (!(await saveFiles(plan))) return undefined;

  const prepared = await prepareDeployment(chosen.target, plan, readSource);
  if (prepared.kind !== 'ok') {
    await tell(app, planned, 'look', prepared, undefined, again);
    return undefined;
  }
  const deployment = prepared.value;
  const written = changes(deployment).length;
  // Without a file to write there is nothing to ask, unless a command needs privileges: that is seen before it runs.
  const ask = written > 0 || chosen.target.elevation !== 'direct';
  if (ask && !(await askConsent(app, deployment, start))) return undefined;
  const report = await runWithProgress(app, deployment, start);
  app.stateChanged();
  if (report.result === 'done') return { planned, report, written };
  const failed = report.steps.findLast((step) => !isGood(step.outcome));
  if (report.result === 'cancelled') {
    void window.showInformationMessage(`${app.t('Cancelled.')} ${aftermath(app, report)}`);
  } else if (failed !== undefined) {
    await tell(app, planned, failed.name, failed.outcome, report, again);
  }
  return undefined;
}

function runWithProgress(app: App, deployment: Deployment, start: boolean): Thenable<RunReport> {
  const { plan } = deployment;
  const title = start ? app.t('Activating {0}', plan.start) : app.t('Deploying {0}', plan.unit);
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const onStep = (name: StepName) => progress.report({ message: stepTitle(name, app.t) });
      const guard = app.machine?.guards.for(deployment.target);
      return runPlan(deployment, { start, signal: abort.signal, onStep, guard });
    },
  );
}

async function tell(
  app: App,
  planned: Planned,
  during: StepName,
  outcome: StepOutcome,
  report: RunReport | undefined,
  again: () => Promise<void>,
): Promise<void> {
  const evidence = await gatherEvidence(planned.chosen.target, planned.subject, during, outcome, report?.since);
  const explanation = explain(evidence, app.t);
  const failing = {
    explanation,
    evidence,
    steps: report?.steps ?? [],
    putBack: report?.putBack ?? [],
    aftermath: report === undefined ? undefined : aftermath(app, report),
  };
  const remedy = await showFailure(app, failing);
  if (remedy !== undefined) await applyRemedy(app, planned.uri, remedy.action, again);
}

function aftermath(app: App, { putBack }: RunReport): string {
  if (putBack.length === 0) return app.t('Nothing was changed.');
  return putBack.every((step) => isGood(step.outcome))
    ? app.t('Everything was put back as it was.')
    : app.t('Not everything could be put back; the details say what.');
}

async function tellBlocker(app: App, { message, file, range }: Blocker): Promise<void> {
  const go = app.t('Go to Problem');
  const chosen = await window.showErrorMessage(message, ...(file === undefined ? [] : [go]));
  if (chosen !== go || file === undefined) return;
  const document = await workspace.openTextDocument(Uri.parse(file));
  const from = document.positionAt(range?.from ?? 0);
  await window.showTextDocument(document, { selection: new Range(from, from) });
}

async function readSource(uri: string): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(Uri.parse(uri));
  } catch {
    return undefined;
  }
}
