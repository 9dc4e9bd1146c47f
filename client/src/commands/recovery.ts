import { window, workspace } from 'vscode';
import type { LeftBehind } from '../deploy/guards.ts';
import { putBack } from '../deploy/put-back.ts';
import { isGood } from '../deploy/step.ts';
import { targetPhrase } from '../manager/describe-target.ts';
import type { App } from './app.ts';

/**
 * Puts back what a run was changing when the machine or the editor went down and its guard with it. Where that takes
 * privileges, the person is asked first.
 */
export async function recover(app: App): Promise<void> {
  if (app.machine === undefined || !workspace.isTrusted) return;
  for (const left of await app.machine.guards.leftBehind()) await recoverOne(app, left);
}

async function recoverOne(app: App, { interrupted, forget }: LeftBehind): Promise<void> {
  const { undo } = interrupted;
  const targets = await app.machine?.targets();
  const target = targets?.find(({ id }) => id === interrupted.target) ?? app.machine?.hosts.byId(interrupted.target);
  if (target === undefined) return forget();
  const place = targetPhrase(target, app.t);
  if (target.elevation !== 'direct') {
    const yes = app.t('Put Back');
    const message = app.t('A deployment of {0} to {1} was cut off. Put everything back as it was?', undo.unit, place);
    if ((await window.showWarningMessage(message, yes)) !== yes) return;
  }
  const steps = await putBack(target, undo);
  await forget();
  app.stateChanged();
  const message = steps.every((step) => isGood(step.outcome))
    ? app.t('A deployment of {0} to {1} was cut off; everything was put back as it was.', undo.unit, place)
    : app.t('A deployment of {0} to {1} was cut off, and not everything could be put back.', undo.unit, place);
  void window.showWarningMessage(message);
}
