import { commands, type Uri, window } from 'vscode';
import type { App } from '../commands/app.ts';
import type { FileToMake } from '../commands/new-files.ts';
import { closeTab } from './consent.ts';

/** Shows files that are to be made in a folder, and asks whether to make them. Nothing is written before. */
export async function agreesToFiles({ t, pages }: App, folder: Uri, files: readonly FileToMake[]): Promise<boolean> {
  const title = t('New files in {0}', folder.fsPath);
  const pairs = files.map(({ uri, text }) => [uri, undefined, pages.make('systemd-installed', uri.path, text)]);
  await commands.executeCommand('vscode.changes', title, pairs);
  const create = t('Create {0} files', files.length);
  const answer = await window.showQuickPick([create, t('Cancel')], {
    title,
    placeHolder: t('Nothing is written before you choose'),
    ignoreFocusOut: true,
  });
  await closeTab(title);
  return answer === create;
}
