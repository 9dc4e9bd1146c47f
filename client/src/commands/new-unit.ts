import { Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { ManagerKind } from '../../../server/src/protocol/plan.ts';
import { readSettings } from '../editor/settings.ts';
import { filesOf, type NewFile, type UnitTemplate, unitTemplates } from '../new-unit/templates.ts';
import { isStem, stemOf } from '../new-unit/unit-stem.ts';
import { isUnitPath } from '../unit-files/unit-documents.ts';
import { besideColumn } from '../views/text-pages.ts';
import type { App } from './app.ts';

/** Makes a pair of units from a template, in a folder that the person chooses, and opens both. Existing files are never overwritten. */
export async function newUnit(app: App, argument: unknown): Promise<void> {
  const template = await pickTemplate(app);
  if (template === undefined) return;
  const folder = argument instanceof Uri ? argument : await pickFolder(app);
  if (folder === undefined) return;
  const manager = managerOf(app, folder);
  const typed = await window.showInputBox({
    title: template.title,
    prompt: app.t('The name of the units, without their types'),
    placeHolder: 'demo',
    validateInput: (value) => whyNot(app, folder, value, (stem) => filesOf(template.id, stem, manager)),
  });
  if (typed === undefined || !isStem(stemOf(typed))) return;

  const files = filesOf(template.id, stemOf(typed), manager);
  const edit = new WorkspaceEdit();
  for (const { name, text } of files) {
    // If a file was created since the name was checked, none is made.
    edit.createFile(Uri.joinPath(folder, name), { overwrite: false, contents: new TextEncoder().encode(text) });
  }
  if (!(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(app.t('The files could not be created in {0}.', folder.fsPath));
    return;
  }
  const [first, second] = files.map(({ name }) => Uri.joinPath(folder, name));
  if (first !== undefined) await window.showTextDocument(first, { preview: false });
  if (second !== undefined) {
    await window.showTextDocument(second, { preview: false, viewColumn: besideColumn(), preserveFocus: true });
  }
}

async function pickTemplate({ t }: App): Promise<UnitTemplate | undefined> {
  const items = unitTemplates(t).map((template) => {
    const names = filesOf(template.id, 'NAME', 'system').map(({ name }) => name);
    return { label: template.title, description: names.join(', '), detail: template.detail, template };
  });
  const picked = await window.showQuickPick(items, {
    title: t('New Unit from Template'),
    placeHolder: t('Which kind of unit?'),
    matchOnDescription: true,
  });
  return picked?.template;
}

/** The folder of the unit in front, the workspace's folders, or any other. */
async function pickFolder({ t }: App): Promise<Uri | undefined> {
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
function managerOf({ targets }: App, { path }: Uri): ManagerKind {
  if (/\/systemd\/user(\/|$)/.test(path)) return 'user';
  if (/\/systemd\/system(\/|$)/.test(path)) return 'system';
  const { manager } = readSettings();
  return manager === 'auto' ? (targets?.aim?.manager ?? 'system') : manager;
}

/** What is wrong with a name while it is typed; undefined for a valid one. */
async function whyNot(
  { t }: App,
  folder: Uri,
  typed: string,
  files: (stem: string) => readonly NewFile[],
): Promise<string | undefined> {
  const stem = stemOf(typed);
  if (typed === '') return undefined;
  if (!isStem(stem)) return t('Use letters, digits and : - _ . \\ only, without spaces.');
  for (const { name } of files(stem)) {
    if (await exists(Uri.joinPath(folder, name))) return t('{0} already exists.', name);
  }
  return undefined;
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
