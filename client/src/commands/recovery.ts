import { window, workspace } from 'vscode';
import { type Found, type Recovery, recoverAll } from '../deploy/recovery.ts';
import { isSettled } from '../deploy/step.ts';
import { listed, paragraph } from '../l10n.ts';
import { targetPhrase } from '../manager/describe-target.ts';
import type { App } from './app.ts';
import { aftermath } from './explain-failure.ts';
import { unreleasedText } from './tell-unreleased.ts';

/** Puts back what interrupted runs have left, now or as soon as the workspace is trusted. */
export function recoverWhenTrusted(app: App): void {
  if (workspace.isTrusted) void recover(app);
  else app.context.subscriptions.push(workspace.onDidGrantWorkspaceTrust(() => recover(app)));
}

async function recover(app: App): Promise<void> {
  const { machine, t } = app;
  if (machine === undefined) return;
  const { records, unreadable } = await machine.guards.leftBehind();
  for (const path of unreadable) {
    const message = t(
      'A deployment was interrupted, and its record cannot be read, so that nothing is put back. Check the units that you deployed last, and delete {0}.',
      path,
    );
    void window.showWarningMessage(message);
  }
  if (records.length === 0) return;
  const targets = await machine.targets();
  const found = records.map((left): Found => {
    // Naming a host does not connect to it.
    return { left, target: targets.find(({ id }) => id === left.target) ?? machine.hosts.byId(left.target) };
  });
  const choose = (asked: readonly Found[]) => ask(app, asked);
  await recoverAll(found, machine.guards.for, choose, (one, recovery) => tell(app, one, recovery));
}

/** One question about all; where there are several, they can be chosen from. */
async function ask(app: App, asked: readonly Found[]): Promise<readonly Found[]> {
  const { t } = app;
  const [yes, some] = [t('Put Back'), t('Choose…')];
  const named = asked.map((one) => t('{0} on {1}', one.left.undo.unit, placeOf(app, one)));
  const [only] = asked;
  if (asked.length === 1 && only !== undefined) {
    const { unit } = only.left.undo;
    const message = t(
      'A deployment of {0} to {1} was interrupted. Put everything back as it was?',
      unit,
      placeOf(app, only),
    );
    return (await window.showWarningMessage(message, yes)) === yes ? asked : [];
  }
  const message = t(
    '{0} deployments were interrupted: {1}. Put everything back as it was?',
    asked.length,
    listed(named, t),
  );
  const answer = await window.showWarningMessage(message, yes, some);
  if (answer !== some) return answer === yes ? asked : [];
  const items = asked.map((one, index) => ({ label: named[index] ?? '', picked: true, one }));
  const title = t('Which deployments are put back as they were?');
  const picked = await window.showQuickPick(items, { canPickMany: true, title, ignoreFocusOut: true });
  return picked?.map(({ one }) => one) ?? [];
}

function placeOf({ t }: App, { left, target }: Found): string {
  return target === undefined ? left.target : targetPhrase(target, t);
}

function tell(app: App, one: Found, recovery: Recovery): void {
  const { t } = app;
  const { unit } = one.left.undo;
  const place = placeOf(app, one);
  if (recovery.kind === 'no-target') {
    const message = t('A deployment of {0} to {1} was interrupted, and {1} cannot be reached now.', unit, place);
    void window.showWarningMessage(paragraph([message, t('It is tried again at the next start.')], t));
  }
  if (recovery.kind !== 'tried') return;
  app.stateChanged();
  const unsettled = recovery.steps.filter(({ outcome }) => !isSettled(outcome));
  const failed = listed(
    unsettled.map(({ path, argv }) => path ?? argv?.join(' ') ?? t('no permission')),
    t,
  );
  const message =
    failed === ''
      ? paragraph([t('A deployment of {0} to {1} was interrupted.', unit, place), aftermath(app, recovery.steps)], t)
      : t(
          'A deployment of {0} to {1} was interrupted, and not everything could be put back: {2}.',
          unit,
          place,
          failed,
        );
  const more = recovery.unreleased === undefined ? undefined : unreleasedText(app, unit, recovery.unreleased);
  const rest = more ?? (failed === '' ? undefined : t('It is tried again at the next start.'));
  void window.showWarningMessage(paragraph([message, rest], t));
}
