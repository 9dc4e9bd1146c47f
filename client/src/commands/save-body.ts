import { Uri, window, workspace } from 'vscode';
import type { App } from './app.ts';
import { sentInFront } from './resend-request.ts';

/** Writes what was received as the body of the active reply to a file that the person chooses, byte for byte. */
export async function saveBody(app: App, argument: unknown): Promise<void> {
  const sent = sentInFront(app, argument);
  if (sent === undefined) return;
  if (sent.body === undefined) {
    void window.showInformationMessage(app.t('This reply is not kept any more. Send the request again.'));
    return;
  }
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = await window.showSaveDialog({
    title: app.t('Save Body'),
    ...(folder && { defaultUri: Uri.joinPath(folder, 'body') }),
  });
  if (file !== undefined) await workspace.fs.writeFile(file, sent.body);
}
