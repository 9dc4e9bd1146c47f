import { window } from 'vscode';
import { recordEnabled } from '../deploy/deployed.ts';
import { runAgreed } from '../deploy/run-agreed.ts';
import { unmanaged } from '../editor/target-choice.ts';
import { listed } from '../l10n.ts';
import { absentTargets } from '../manager/absent-targets.ts';
import { targetPhrase } from '../manager/describe-target.ts';
import { systemctl } from '../manager/systemctl.ts';
import { readState } from '../manager/unit-state.ts';
import { askEnable, confirmPrivileged } from '../views/consent.ts';
import type { App } from './app.ts';
import { deployUnit } from './deploy-unit.ts';
import { keepRecord } from './keep-record.ts';
import { plannedSubject } from './subject.ts';
import { tellFailure } from './tell-failure.ts';

/** Enables a unit: the manager starts it at boot, or when the user logs in. */
export async function enableUnit(app: App, argument: unknown): Promise<void> {
  await setEnabled(app, argument, true);
}

/** Disables a unit: its manager no longer starts it by itself. */
export async function disableUnit(app: App, argument: unknown): Promise<void> {
  await setEnabled(app, argument, false);
}

async function setEnabled(app: App, argument: unknown, enabled: boolean): Promise<void> {
  const planned = await plannedSubject(app, argument);
  if (planned === undefined) return;
  const { plan, chosen } = planned;
  const { target } = chosen;
  const again = () => setEnabled(app, argument, enabled);
  const trouble = unmanaged(chosen);
  if (trouble !== undefined) return tellFailure(app, planned, 'look', trouble, again);
  if (enabled && !plan.installable) {
    const message = app.t(
      '{0} has no [Install] section that says when to start it. For a socket, WantedBy=sockets.target is usual.',
      plan.start,
    );
    void window.showWarningMessage(message);
    return;
  }
  const state = await readState(target, plan.start);
  if (state.kind !== 'ok') return tellFailure(app, planned, 'look', state, again);
  if (state.value.load === 'not-found') return offerDeploy(app, planned.uri, plan.start, targetPhrase(target, app.t));

  const argv = systemctl(target, enabled ? 'enable' : 'disable', [plan.start]);
  // Enabling lasts beyond the session, so it is asked about even where it takes no privileges.
  if (enabled && !(await askEnable(app, target, argv, plan.start))) return;
  const outcome = await runAgreed(target, argv, [plan.start], enabled ? async () => true : confirmPrivileged(app));
  if (outcome === undefined) return;
  app.stateChanged();
  if (outcome.kind !== 'ok') return tellFailure(app, planned, 'restart', outcome, again);
  const deployed = await app.machine?.book.get(target.id, plan.start);
  if (deployed !== undefined) await keepRecord(app, recordEnabled(deployed, enabled));
  const absent = enabled ? absentTargets(outcome.value.stderr) : [];
  if (absent.length > 0) {
    void window.showWarningMessage(absentText(app, plan.start, listed(absent, app.t), target.manager === 'user'));
    return;
  }
  void window.showInformationMessage(doneText(app, plan.start, target.manager === 'user', enabled));
}

async function offerDeploy(app: App, uri: string, unit: string, place: string): Promise<void> {
  const deploy = app.t('Deploy');
  const message = app.t('{0} is not deployed to {1} yet. Deploy it first.', unit, place);
  if ((await window.showWarningMessage(message, deploy)) === deploy) await deployUnit(app, uri);
}

function absentText({ t }: App, unit: string, absent: string, ofUser: boolean): string {
  return ofUser
    ? t(
        '{0} is enabled for {1}, which the user manager does not have, so that nothing starts it from there. In [Install], write WantedBy=default.target.',
        unit,
        absent,
      )
    : t(
        '{0} is enabled for {1}, which the system manager does not have, so that nothing starts it from there. In [Install], write WantedBy=multi-user.target.',
        unit,
        absent,
      );
}

function doneText({ t }: App, unit: string, ofUser: boolean, enabled: boolean): string {
  if (!enabled) return t('{0} no longer starts by itself. If it is running, it keeps running.', unit);
  return ofUser
    ? t('{0} starts by itself when you log in (at boot where lingering is enabled).', unit)
    : t('{0} starts by itself at boot.', unit);
}
