import { window } from 'vscode';
import { runAgreed } from '../deploy/run-agreed.ts';
import { unmanaged } from '../editor/target-choice.ts';
import { targetLabel } from '../manager/describe-target.ts';
import { systemctl } from '../manager/systemctl.ts';
import { confirmPrivileged } from '../views/consent.ts';
import type { App } from './app.ts';
import { plannedSubject } from './subject.ts';
import { tellFailure } from './tell-failure.ts';

/** Starts a unit as its manager has it. Nothing is deployed. */
export async function startUnit(app: App, argument: unknown): Promise<void> {
  await run(app, argument, 'start');
}

/** Restarts a unit as its manager has it. Nothing is deployed. */
export async function restartUnit(app: App, argument: unknown): Promise<void> {
  await run(app, argument, 'restart');
}

async function run(app: App, argument: unknown, verb: 'start' | 'restart'): Promise<void> {
  const planned = await plannedSubject(app, argument);
  if (planned === undefined) return;
  const { plan, chosen } = planned;
  const { target } = chosen;
  const again = () => run(app, argument, verb);
  const trouble = unmanaged(chosen);
  if (trouble !== undefined) return tellFailure(app, planned, 'look', trouble, again);
  const argv = systemctl(target, verb, [plan.start]);
  const outcome = await runAgreed(target, argv, [plan.start], confirmPrivileged(app));
  if (outcome === undefined) return;
  app.stateChanged();
  if (outcome.kind !== 'ok') return tellFailure(app, planned, 'restart', outcome, again);
  const label = targetLabel(target, app.t);
  const message =
    verb === 'start'
      ? app.t('{0} is started ({1}).', plan.start, label)
      : app.t('{0} is restarted ({1}).', plan.start, label);
  void window.showInformationMessage(message);
}
