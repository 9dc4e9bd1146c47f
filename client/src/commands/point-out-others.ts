import { commands, extensions, window } from 'vscode';
import { otherExtensions } from '../editor/other-extensions.ts';
import { listed } from '../l10n.ts';
import type { App } from './app.ts';

const TOLD = 'systemd.otherExtensions.told';
const NEVER = 'systemd.otherExtensions.never';

/** Points out other extensions for unit files, each once for all workspaces of the person, and where to choose who does what. */
export async function pointOutOthers({ context, t }: App): Promise<void> {
  const told = context.globalState.get<readonly string[]>(TOLD, []);
  const news = otherExtensions(extensions.all, context.extension.id).filter(({ id }) => !told.includes(id));
  if (news.length === 0 || context.globalState.get(NEVER, false)) return;
  await context.globalState.update(TOLD, [...told, ...news.map(({ id }) => id)]);
  const choose = t('Choose Features');
  const never = t("Don't Show Again");
  const names = listed(
    news.map(({ name }) => name),
    t,
  );
  const message = t(
    'Unit files are served by {0} as well, so that hovers, completions and problems may be shown twice. The setting systemd.featuresOff leaves features to other extensions.',
    names,
  );
  const chosen = await window.showInformationMessage(message, choose, never);
  if (chosen === choose) await commands.executeCommand('workbench.action.openSettings', 'systemd.featuresOff');
  if (chosen === never) await context.globalState.update(NEVER, true);
}
