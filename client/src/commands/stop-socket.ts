import { window } from 'vscode';
import { runAgreed } from '../deploy/run-agreed.ts';
import { listed, paragraph } from '../l10n.ts';
import { targetLabel } from '../manager/describe-target.ts';
import { systemctl } from '../manager/systemctl.ts';
import { readInstances, readState } from '../manager/unit-state.ts';
import { confirmPrivileged } from '../views/consent.ts';
import type { App } from './app.ts';
import { type Planned, plannedSubject } from './subject.ts';
import { tellFailure } from './tell-failure.ts';

/** Stops a unit. What a socket has started keeps running; stopping it too is offered. */
export async function stopSocket(app: App, argument: unknown): Promise<void> {
  const planned = await plannedSubject(app, argument);
  if (planned === undefined) return;
  const { plan, chosen } = planned;
  if (app.dryRuns.running(plan.start)) {
    app.dryRuns.stop(plan.start);
    return;
  }
  if (!(await stop(app, planned, [plan.start]))) return;
  const left = await stillRunning(planned);
  const message = app.t('{0} is stopped ({1}).', plan.start, targetLabel(chosen.target, app.t));
  if (left.length === 0) {
    void window.showInformationMessage(message);
    return;
  }
  const also = app.t('Stop Them Too');
  const running = app.t('Processes that it started are still running: {0}.', listed(left, app.t));
  if ((await window.showInformationMessage(paragraph([message, running], app.t), also)) === also)
    await stop(app, planned, left);
}

async function stop(app: App, planned: Planned, units: readonly string[]): Promise<boolean> {
  const { target } = planned.chosen;
  const outcome = await runAgreed(target, systemctl(target, 'stop', units), units, confirmPrivileged(app));
  if (outcome === undefined) return false;
  app.stateChanged();
  if (outcome.kind === 'ok') return true;
  await tellFailure(app, planned, 'stop', outcome, () => stopSocket(app, planned.uri));
  return false;
}

async function stillRunning({ plan, chosen }: Planned): Promise<string[]> {
  if (plan.service === undefined || plan.service === plan.start) return [];
  const states = plan.accept
    ? await readInstances(chosen.target, plan.service)
    : await readState(chosen.target, plan.service);
  if (states.kind !== 'ok') return [];
  return [states.value]
    .flat()
    .filter(({ active }) => active === 'active')
    .map(({ unit }) => unit);
}
