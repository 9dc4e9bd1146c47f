import { window } from 'vscode';
import type { App } from '../commands/app.ts';
import { type Removal, removalCommands } from '../deploy/undeploy.ts';
import { targetDetail, targetPhrase } from '../manager/describe-target.ts';
import type { Target } from '../manager/target.ts';
import { commandText } from './consent.ts';

/** Shows what taking a deployment away will do, and asks once. */
export async function askRemoval(app: App, target: Target, removal: Removal): Promise<boolean> {
  const { t } = app;
  const yes = t('Undeploy');
  const question = t('Undeploy {0} from {1}?', removal.deployed.unit, targetPhrase(target, t));
  const options = { modal: true, detail: detail(app, target, removal) };
  return (await window.showWarningMessage(question, options, yes)) === yes;
}

function detail({ t }: App, target: Target, { deployed, ours, left }: Removal): string {
  const files = ours.map(({ file }) =>
    file.before.kind === 'absent' ? t('{0} (removed)', file.path) : t('{0} (put back as it was before)', file.path),
  );
  return [
    targetDetail(target, t),
    '',
    t('Files:'),
    ...files.map((text) => `• ${text}`),
    ...left.map((path) => `• ${t('{0} (left alone: somebody has changed it)', path)}`),
    '',
    t('Commands:'),
    ...removalCommands(target, deployed).map((argv) => `• ${commandText(argv)}`),
  ].join('\n');
}
