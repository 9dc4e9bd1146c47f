import { window } from 'vscode';
import { targetPhrase } from '../manager/describe-target.ts';
import { activateSocket } from './activate-socket.ts';
import type { App } from './app.ts';
import { deployUnitFiles } from './deployment-flow.ts';
import { plannedSubject } from './subject.ts';
import { tellPackaged } from './tell-packaged.ts';

/** Installs a unit's files on the target after confirmation, without starting anything. */
export async function deployUnit(app: App, argument: unknown): Promise<void> {
  const planned = await plannedSubject(app, argument);
  if (planned === undefined) return;
  const { plan, chosen } = planned;
  if (plan.files.length === 0 && plan.packaged.length > 0) {
    return tellPackaged(app, planned.uri, plan, () => activateSocket(app, planned.uri));
  }
  const done = await deployUnitFiles(app, planned, false, (uri = planned.uri) => deployUnit(app, uri));
  if (done === undefined) return;
  const { written } = done;
  const place = targetPhrase(chosen.target, app.t);
  const activate = app.t('Activate');
  const message =
    written > 0
      ? app.t('{0} is deployed to {1}. It does not run with its new files before it is activated.', plan.unit, place)
      : app.t('{0} is already deployed to {1} in this version.', plan.unit, place);
  if ((await window.showInformationMessage(message, activate)) === activate) await activateSocket(app, planned.uri);
}
