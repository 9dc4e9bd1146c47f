import { Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { ManagerKind } from '../../../server/src/protocol/plan.ts';
import { readSettings } from '../editor/settings.ts';
import { isUnitPath } from '../unit-files/unit-documents.ts';
import type { App } from './app.ts';

/** A file that is to be made. */
export interface FileToMake {
  readonly uri: Uri;
  readonly text: string;
}

/** The folder of the unit in front, one of the workspace's folders, or any other. */
export async function pickFolder({ t }: App): Promise<Uri | undefined> {
  const front = window.activeTextEditor?.document.uri;
  const ofFront =
    front?.scheme !== 'untitled' && front !== undefined && isUnitPath(front.path) ? [folderOf(front)] : [];
  const ofWorkspace = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const folders = new Map([...ofFront, ...ofWorkspace].map((uri) => [uri.toString(), uri]));
  const [only, ...more] = folders.values();
  if (only !== undefined && more.length === 0) return only;
  const other = { label: `$(folder-opened) ${t('Another Folder…')}`, uri: undefined };
  const items = [...folders.values()].map((uri) => ({
    label: workspace.asRelativePath(uri),
    description: uri.fsPath,
    uri,
  }));
  const picked =
    items.length === 0 ? other : await window.showQuickPick([...items, other], { title: t('In which folder?') });
  if (picked === undefined || picked.uri !== undefined) return picked?.uri;
  const opened = await window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: t('Create Units Here'),
  });
  return opened?.[0];
}

/** The folder that holds a file; that of a drop-in's unit for a drop-in. */
function folderOf(uri: Uri): Uri {
  const folder = Uri.joinPath(uri, '..');
  return folder.path.endsWith('.d') ? Uri.joinPath(folder, '..') : folder;
}

/** The manager that units of a folder belong to: its path says so, or the settings, or the target that was chosen. */
export function managerOf({ targets }: App, { path }: Uri): ManagerKind {
  if (/\/systemd\/user(\/|$)/.test(path)) return 'user';
  if (/\/systemd\/system(\/|$)/.test(path)) return 'system';
  const { manager } = readSettings();
  return manager === 'auto' ? (targets?.aim?.manager ?? 'system') : manager;
}

/** The first of some files that is there already. */
export async function firstExisting(uris: readonly Uri[]): Promise<Uri | undefined> {
  for (const uri of uris) if (await exists(uri)) return uri;
  return undefined;
}

/** Makes files: all of them, or none where one is there already. Says so where they could not be made. */
export async function createFiles({ t }: App, folder: Uri, files: readonly FileToMake[]): Promise<boolean> {
  const edit = new WorkspaceEdit();
  for (const { uri, text } of files) {
    // If a file was created since it was looked for, none is made.
    edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text) });
  }
  if (await workspace.applyEdit(edit)) return true;
  void window.showErrorMessage(t('The files could not be created in {0}.', folder.fsPath));
  return false;
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
