import { Range, Uri, window, workspace } from 'vscode';
import type { Blocker } from '../../../server/src/protocol/plan.ts';
import { recordDeployment } from '../deploy/deployed.ts';
import { changes, type Deployment } from '../deploy/deployment.ts';
import { type RunReport, runPlan } from '../deploy/run-plan.ts';
import { asSaved } from '../deploy/source.ts';
import { isGood, type StepName } from '../deploy/step.ts';
import type { Ended } from '../deploy/supervise.ts';
import { type Copy, copiesIn, surroundingsOf } from '../deploy/surroundings.ts';
import { deployWithConsent } from '../deploy/with-consent.ts';
import { paragraph } from '../l10n.ts';
import { targetPhrase } from '../manager/describe-target.ts';
import { askConsent } from '../views/consent.ts';
import { stepTitle } from '../views/details-text.ts';
import type { App } from './app.ts';
import { createDropIn } from './create-drop-in.ts';
import { aftermath } from './explain-failure.ts';
import { keepRecord } from './keep-record.ts';
import { mend } from './mend.ts';
import { withCancellableProgress } from './progress.ts';
import { replaceByDropIn } from './replace-by-drop-in.ts';
import { selectTarget } from './select-target.ts';
import { type Planned, saveFiles } from './subject.ts';
import { tellFailure } from './tell-failure.ts';
import { tellUnreleased } from './tell-unreleased.ts';

/**
 * Deploys a planned unit: look, ask, run. Gives the report on success, and undefined after a failure was shown
 * or the person declined.
 */
export async function deployUnitFiles(
  app: App,
  planned: Planned,
  start: boolean,
  again: (uri?: string) => Promise<void>,
): Promise<{ readonly report: RunReport; readonly written: number } | undefined> {
  const { plan, chosen } = planned;
  if (await isOfOtherManager(app, planned, again)) return undefined;
  if (chosen.reach.kind === 'unreachable') {
    const { reason, detail } = chosen.reach;
    app.targets?.forget();
    await tellFailure(app, planned, 'look', { kind: 'unavailable', reason, detail }, again);
    return undefined;
  }
  let toMend: Blocker | undefined;
  let toSee: Blocker | undefined;
  let copies: readonly Copy[] | undefined;
  const person = {
    trusts: () => workspace.isTrusted,
    agree: async (prepared: Deployment) => {
      const previous = await app.machine?.book.get(chosen.target.id, plan.start);
      const around = await surroundingsOf(prepared, previous);
      const choice = await askConsent(app, prepared, start, around);
      if (choice?.kind === 'drop-in') copies = copiesIn(prepared, around);
      if (choice?.kind === 'mend') toMend = choice.blocker;
      if (choice?.kind === 'look') toSee = choice.blocker;
      return choice?.kind === 'deploy' ? choice.agreed : undefined;
    },
  };
  const files = { save: () => saveFiles(plan), read: asSaved(readSource) };
  const run = (agreed: Deployment) => runWithProgress(app, agreed, start);
  const went = await deployWithConsent(chosen.target, plan, files, person, run);
  if (went.kind === 'declined' && toMend !== undefined && (await mend(toMend))) await again();
  if (toSee !== undefined) await goToProblem(toSee);
  if (copies !== undefined) await makeDropIn(app, planned, copies, again);
  if (went.kind === 'blocked' && (await tellBlocker(app, went.blocker))) await again();
  if (went.kind === 'failed') await tellFailure(app, planned, 'look', went.failure, again);
  if (went.kind !== 'ran') return undefined;
  const { agreed, report } = went;
  app.stateChanged();
  tellUnreleased(app, plan.start, report);
  const written = changes(agreed).length;
  if (report.result === 'done') {
    if (written > 0) await remember(app, agreed, report);
    return { report, written };
  }
  await tellEnd(app, planned, report, again);
  return undefined;
}

/**
 * Makes a drop-in in place of copies of packaged units, which then is deployed in the same way; without copies, one of the packaged unit
 * itself, which is left to the person to fill in.
 */
async function makeDropIn(
  app: App,
  { uri }: Planned,
  copies: readonly Copy[],
  again: (uri: string) => Promise<void>,
): Promise<void> {
  if (copies.length === 0) return createDropIn(app, uri);
  const made = await replaceByDropIn(app, copies);
  if (made !== undefined) await again(made);
}

/** Shows how an incomplete run ended. */
export async function tellEnd(app: App, planned: Planned, report: Ended, again: () => Promise<void>): Promise<void> {
  const failed = report.steps.findLast((step) => !isGood(step.outcome));
  if (report.result === 'cancelled') {
    void window.showInformationMessage(paragraph([app.t('Cancelled.'), aftermath(app, report.putBack)], app.t));
  } else if (failed !== undefined) {
    await tellFailure(app, planned, failed.name, failed.outcome, again, report);
  }
}

/** Whether a unit that a package has installed is of another manager than the one that is chosen; then the person is told. */
async function isOfOtherManager(app: App, { plan, chosen }: Planned, again: () => Promise<void>): Promise<boolean> {
  const { t } = app;
  const { target } = chosen;
  const other = plan.packaged.find(({ unit, manager }) => unit === plan.start && manager !== target.manager);
  if (other === undefined) return false;
  const message =
    other.manager === 'user'
      ? t('{0} is a unit of the user manager, and {1} is selected.', plan.start, targetPhrase(target, t))
      : t('{0} is a unit of the system manager, and {1} is selected.', plan.start, targetPhrase(target, t));
  const select = t('Select Target');
  if ((await window.showErrorMessage(message, select)) !== select) return true;
  await selectTarget(app);
  if ((await app.targets?.current())?.target.manager === other.manager) await again();
  return true;
}

async function remember(app: App, deployment: Deployment, { folders }: RunReport): Promise<void> {
  const previous = await app.machine?.book.get(deployment.target.id, deployment.plan.start);
  await keepRecord(app, recordDeployment(previous, deployment, folders, Date.now()));
}

function runWithProgress(app: App, deployment: Deployment, start: boolean): Thenable<RunReport> {
  const { plan } = deployment;
  const title = start ? app.t('Activating {0}', plan.start) : app.t('Deploying {0}', plan.unit);
  return withCancellableProgress(title, (signal, progress) => {
    const onStep = (name: StepName) => progress.report({ message: stepTitle(name, app.t) });
    const guard = app.machine?.guards.for(deployment.target, plan.start);
    return runPlan(deployment, { start, signal, onStep, guard });
  });
}

/** Shows the blocker of a plan, and offers to mend it or to go to it. Whether it was mended is given back. */
export async function tellBlocker(app: App, blocker: Blocker): Promise<boolean> {
  const { message, remedy } = blocker;
  const go = app.t('Go to Problem');
  const answer = await window.showErrorMessage(message, ...(remedy === undefined ? [] : [remedy]), go);
  if (answer !== undefined && answer === remedy) return mend(blocker);
  if (answer === go) await goToProblem(blocker);
  return false;
}

async function goToProblem({ location }: Blocker): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(location.uri));
  const { line, character } = location.range.start;
  await window.showTextDocument(document, { selection: new Range(line, character, line, character) });
}

/** A file of the workspace; undefined if it does not exist. */
export async function readSource(uri: string): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(Uri.parse(uri));
  } catch {
    return undefined;
  }
}
