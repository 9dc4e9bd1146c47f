import { commands, window, workspace } from 'vscode';
import type { App } from './app.ts';

const WALKTHROUGH = 'socketActivation';
const OFFERED = 'systemd.walkthrough.offered';

/** Opens the walkthrough at its first step that is not done. */
export async function openWalkthrough({ context }: App): Promise<void> {
  await commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#${WALKTHROUGH}`, false);
}

/**
 * Offers the walkthrough, once for all workspaces of the person. It is not offered where no unit could be activated, or where the person
 * has VS Code open no walkthroughs.
 */
export async function offerWalkthrough(app: App): Promise<void> {
  const { context, machine, t } = app;
  const wanted = workspace.getConfiguration('workbench.welcomePage.walkthroughs').get('openOnInstall', true);
  if (machine === undefined || !wanted || context.globalState.get(OFFERED, false)) return;
  await context.globalState.update(OFFERED, true);
  const open = t('Open Walkthrough');
  const message = t(
    'This workspace has systemd units. A walkthrough shows in five minutes how to check and activate them.',
  );
  if ((await window.showInformationMessage(message, open)) === open) await openWalkthrough(app);
}
