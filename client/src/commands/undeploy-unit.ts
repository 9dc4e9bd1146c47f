import { window, workspace } from 'vscode';
import type { Deployed } from '../deploy/deployed.ts';
import type { StepName } from '../deploy/step.ts';
import { remainsOf } from '../deploy/surroundings.ts';
import { type Removal, type UndeployReport, undeploy } from '../deploy/undeploy.ts';
import { undeployWithConsent } from '../deploy/with-consent.ts';
import { listed, paragraph } from '../l10n.ts';
import { targetPhrase } from '../manager/describe-target.ts';
import { readState } from '../manager/unit-state.ts';
import { askRemoval } from '../views/consent.ts';
import { stepTitle } from '../views/details-text.ts';
import type { App } from './app.ts';
import { tellEnd } from './deployment-flow.ts';
import { withCancellableProgress } from './progress.ts';
import { startUnit } from './start-unit.ts';
import { type Planned, plannedSubject } from './subject.ts';
import { tellFailure } from './tell-failure.ts';
import { tellUnreleased } from './tell-unreleased.ts';

/** Removes what was deployed of a unit after confirmation: stops, disables, removes, and nothing else. */
export async function undeployUnit(app: App, argument: unknown): Promise<void> {
  const planned = await plannedSubject(app, argument);
  if (planned === undefined) return;
  const { plan, chosen } = planned;
  const { target } = chosen;
  const place = targetPhrase(target, app.t);
  const deployed = await app.machine?.book.get(target.id, plan.start);
  if (deployed === undefined) {
    const message = app.t('{0} was not deployed to {1} from here, so there is nothing to undeploy.', plan.start, place);
    void window.showInformationMessage(message);
    return;
  }
  const again = () => undeployUnit(app, argument);
  const person = {
    trusts: () => workspace.isTrusted,
    agree: async (removal: Removal) => askRemoval(app, target, removal, await remainsOf(target, removal)),
  };
  const went = await undeployWithConsent(target, deployed, person, (agreed) => runWithProgress(app, planned, agreed));
  if (went.kind === 'failed') await tellFailure(app, planned, 'look', went.failure, again);
  if (went.kind !== 'ran') return;
  app.stateChanged();
  tellUnreleased(app, plan.start, went.report);
  if (went.report.result === 'done') await tellDone(app, planned, deployed, went.report);
  else await tellEnd(app, planned, went.report, again);
}

function runWithProgress(app: App, { chosen }: Planned, removal: Removal): Thenable<UndeployReport> {
  const title = app.t('Undeploying {0}', removal.deployed.unit);
  return withCancellableProgress(title, (signal, progress) => {
    const onStep = (name: StepName) => progress.report({ message: stepTitle(name, app.t) });
    const guard = app.machine?.guards.for(chosen.target, removal.deployed.unit);
    return undeploy(chosen.target, removal, { signal, onStep, guard });
  });
}

async function tellDone(app: App, planned: Planned, deployed: Deployed, { left }: UndeployReport): Promise<void> {
  const { target } = planned.chosen;
  // What was left alone no longer belongs to the deployment.
  await app.machine?.book.remove(deployed);
  app.walkthrough.reached('remove', deployed.unit);
  const gone = app.t('{0} was removed from {1}.', deployed.unit, targetPhrase(target, app.t));
  const kept =
    left.length === 0
      ? undefined
      : app.t('Not changed, because somebody else has changed them: {0}.', listed(left, app.t));
  const state = await readState(target, deployed.unit);
  const loaded = state.kind === 'ok' && state.value.load === 'loaded' ? state.value : undefined;
  const back = loaded !== undefined && !left.includes(loaded.fragment) ? loaded : undefined;
  if (back === undefined) {
    void window.showInformationMessage(paragraph([gone, kept], app.t));
    return;
  }
  // What was deployed has been stopped, and the one that is in force again with it.
  const start = app.t('Start');
  const idle = back.active === 'inactive';
  const again = idle
    ? app.t('{0} is in force again, and not running.', back.fragment)
    : app.t('{0} is in force again.', back.fragment);
  const answer = await window.showInformationMessage(paragraph([gone, kept, again], app.t), ...(idle ? [start] : []));
  if (answer === start) await startUnit(app, planned.uri);
}
