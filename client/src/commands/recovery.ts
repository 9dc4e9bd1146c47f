import { window, workspace } from 'vscode';
import type { Interrupted } from '../deploy/guard.ts';
import { recover } from '../deploy/recovery.ts';
import { isSettled } from '../deploy/step.ts';
import { targetPhrase } from '../manager/describe-target.ts';
import type { Target } from '../manager/target.ts';
import type { App } from './app.ts';
import { aftermath } from './explain-failure.ts';

/** Puts back what interrupted runs have left, now or as soon as the workspace is trusted. */
export function recoverWhenTrusted(app: App): void {
  if (workspace.isTrusted) void recoverAll(app);
  else app.context.subscriptions.push(workspace.onDidGrantWorkspaceTrust(() => recoverAll(app)));
}

async function recoverAll(app: App): Promise<void> {
  const { machine } = app;
  for (const left of (await machine?.guards.leftBehind()) ?? []) {
    const targets = (await machine?.targets()) ?? [];
    const target = targets.find(({ id }) => id === left.target) ?? machine?.hosts.byId(left.target);
    await recoverOne(app, left, target);
  }
}

async function recoverOne(app: App, left: Interrupted, target: Target | undefined): Promise<void> {
  const { machine, t } = app;
  if (machine === undefined) return;
  const { unit } = left.undo;
  const place = target === undefined ? left.target : targetPhrase(target, t);
  const agree = async () => {
    const yes = t('Put Back');
    const message = t('A deployment of {0} to {1} was interrupted. Put everything back as it was?', unit, place);
    return (await window.showWarningMessage(message, yes)) === yes;
  };
  const recovery = await recover(left, target, machine.guards.for, agree);
  if (recovery.kind === 'no-target') {
    const message = t('A deployment of {0} to {1} was interrupted, and {1} cannot be reached now.', unit, place);
    void window.showWarningMessage(`${message} ${t('It is tried again at the next start.')}`);
  }
  if (recovery.kind !== 'tried') return;
  app.stateChanged();
  const unsettled = recovery.steps.filter(({ outcome }) => !isSettled(outcome));
  const failed = unsettled.map(({ path, argv }) => path ?? argv?.join(' ') ?? t('no permission')).join(', ');
  const message =
    failed === ''
      ? `${t('A deployment of {0} to {1} was interrupted.', unit, place)} ${aftermath(app, recovery.steps)}`
      : t(
          'A deployment of {0} to {1} was interrupted, and not everything could be put back: {2}.',
          unit,
          place,
          failed,
        );
  void window.showWarningMessage(failed === '' ? message : `${message} ${t('It is tried again at the next start.')}`);
}
