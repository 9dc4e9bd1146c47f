import { Disposable, type TextDocument, type Uri, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { DiskFilesParams } from '../../../server/src/protocol/disk-files.ts';
import type { ClientNotifications } from '../../../server/src/protocol/requests.ts';
import { createGiver } from '../unit-files/give-unit-files.ts';
import { isSentPath } from '../unit-files/unit-documents.ts';
import { announcing } from './announcing.ts';
import { editorFiles } from './editor-files.ts';

/**
 * Sends a server without a disk the unit files of the workspace, and then their changes, for as long as it runs.
 *
 * Watchers tell of what happens outside the editor, as far as a file system can be watched; of what the editor does itself, it tells.
 */
export function followEditor(client: BaseLanguageClient): Disposable {
  const folders = () => (workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString().replace(/\/$/, ''));
  const give = (params: DiskFilesParams) =>
    client.sendNotification('systemd/diskFiles' satisfies keyof ClientNotifications, params);
  const giver = createGiver(editorFiles, folders, give);
  const created = (uri: Uri) => giver.created(uri.toString());
  const changed = (uri: Uri) => giver.changed(uri.toString());
  const deleted = (uri: Uri) => giver.deleted(uri.toString());
  const opened = ({ uri }: TextDocument) => {
    if (isSentPath(uri.path)) giver.opened(uri.toString());
  };

  client.registerFeature(announcing({ diskFiles: true }));
  const watcher = workspace.createFileSystemWatcher('**/*');
  watcher.onDidCreate(created);
  watcher.onDidChange(changed);
  watcher.onDidDelete(deleted);
  workspace.textDocuments.forEach(opened);
  return Disposable.from(
    watcher,
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) giver.begin();
    }),
    workspace.onDidOpenTextDocument(opened),
    workspace.onDidSaveTextDocument(({ uri }) => changed(uri)),
    workspace.onDidCreateFiles(({ files }) => files.forEach(created)),
    workspace.onDidDeleteFiles(({ files }) => files.forEach(deleted)),
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        deleted(oldUri);
        created(newUri);
      }
    }),
    workspace.onDidChangeWorkspaceFolders(() => giver.look()),
  );
}
