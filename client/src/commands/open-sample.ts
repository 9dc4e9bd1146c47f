import { commands, Uri, ViewColumn, WorkspaceEdit, window, workspace } from 'vscode';
import { SAMPLE_FOLDER, SAMPLE_SOCKET, sampleFiles } from '../new-unit/sample.ts';
import type { App } from './app.ts';

/** What VS Code is asked by a command of a walkthrough: to open a folder, and go on with the walkthrough there. */
interface OpenFolder {
  readonly openFolder: Uri;
}

/**
 * Creates the sample in a folder that the person chooses, or finds the one of the workspace, and opens its socket. A folder that is not
 * part of the workspace is opened as one.
 *
 * @param argument `walkthrough`, where a step of the walkthrough asks, which is continued in the folder that is opened.
 */
export async function openSample(app: App, argument: unknown): Promise<OpenFolder | undefined> {
  const before = await findSample();
  if (before !== undefined) {
    app.walkthrough.reached('sample', SAMPLE_SOCKET);
    await showBeside(before);
    return undefined;
  }
  const parent = await pickParent(app);
  if (parent === undefined) return undefined;
  const folder = Uri.joinPath(parent, SAMPLE_FOLDER);
  if (!(await create(folder, app))) {
    void window.showErrorMessage(app.t('The files could not be created in {0}.', folder.fsPath));
    return undefined;
  }
  app.walkthrough.reached('sample', SAMPLE_SOCKET);
  const socket = Uri.joinPath(folder, SAMPLE_SOCKET);
  if (workspace.getWorkspaceFolder(socket) !== undefined) {
    await showBeside(socket);
    return undefined;
  }
  if (argument === 'walkthrough') return { openFolder: folder };
  await commands.executeCommand('vscode.openFolder', folder, { filesToOpen: [socket] });
  return undefined;
}

/** The socket of the sample that is in the workspace, if it is. */
export async function findSample(): Promise<Uri | undefined> {
  const [found] = await workspace.findFiles(`**/${SAMPLE_SOCKET}`, undefined, 1);
  return found;
}

/** Shows a file beside a page that is no text, such as the walkthrough, and where the person is otherwise. */
export async function showBeside(uri: Uri) {
  const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const viewColumn = shown?.viewColumn ?? (window.activeTextEditor === undefined ? besidePage() : ViewColumn.Active);
  return window.showTextDocument(uri, { preview: false, viewColumn });
}

/** Files are shown in the column that already has some, so that the page stays in view. */
function besidePage(): ViewColumn {
  const column = window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined)?.viewColumn;
  if (column !== undefined) return column;
  return window.tabGroups.activeTabGroup.activeTab === undefined ? ViewColumn.Active : ViewColumn.Beside;
}

async function pickParent({ t }: App): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  const other = { label: `$(folder-opened) ${t('Another Folder…')}`, description: '', uri: undefined };
  const items = folders.map(({ name, uri }) => ({ label: `$(folder) ${name}`, description: uri.fsPath, uri }));
  const picked =
    items.length === 0
      ? other
      : await window.showQuickPick([...items, other], {
          title: t('Where should the sample be created?'),
          placeHolder: t('A folder {0} is made there.', SAMPLE_FOLDER),
        });
  if (picked === undefined || picked.uri !== undefined) return picked?.uri;
  const opened = await window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    title: t('Where should the sample be created?'),
    openLabel: t('Create Sample Here'),
  });
  return opened?.[0];
}

/** Creates the files that are not there yet. None is overwritten. */
async function create(folder: Uri, { t }: App): Promise<boolean> {
  const edit = new WorkspaceEdit();
  for (const { name, text } of sampleFiles(t)) {
    const contents = new TextEncoder().encode(text);
    edit.createFile(Uri.joinPath(folder, name), { ignoreIfExists: true, contents });
  }
  return workspace.applyEdit(edit);
}
