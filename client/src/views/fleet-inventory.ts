import { type Memento, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { App } from '../commands/app.ts';
import { configuredInventory } from '../editor/settings.ts';
import { canBeLimitedTo } from '../fleet/inventory.ts';
import type { Translate } from '../l10n.ts';

const KEY = 'systemd.inventory';
const AGREED = 'systemd.inventory.agreed';
const LIKELY = '**/{hosts,inventory}{,.ini,.yml,.yaml}';

/**
 * Ansible's inventory: the one of the settings, otherwise one of the workspace or another file that the person chooses.
 * Undefined when it is dismissed.
 */
export async function pickInventory({ context, t }: App, cwd: string | undefined): Promise<string | undefined> {
  const configured = configuredInventory();
  if (configured !== undefined) {
    const named = configured.path;
    const path = usable(named.startsWith('/') || cwd === undefined ? named : `${cwd}/${named}`, t);
    return path === undefined || (configured.byWorkspace && !(await agrees(context.workspaceState, path, t)))
      ? undefined
      : path;
  }
  const remembered = context.workspaceState.get<string>(KEY);
  const found = (await workspace.findFiles(LIKELY, '**/node_modules/**', 20)).map(({ fsPath }) => fsPath);
  const paths = [...new Set([...(remembered === undefined ? [] : [remembered]), ...found.toSorted()])];
  const other: QuickPickItem = { label: `$(folder-opened) ${t('Another file…')}`, alwaysShow: true };
  const items: QuickPickItem[] = paths.map((path) => ({
    label: workspace.asRelativePath(path),
    description: path === remembered ? t('used last') : '',
    detail: path,
  }));
  const picked =
    items.length === 0
      ? other
      : await window.showQuickPick([...items, other], { title: t('Which Ansible inventory?'), ignoreFocusOut: true });
  if (picked === undefined) return undefined;
  const path = picked === other ? await openFile(cwd, t) : picked.detail;
  if (path === undefined || usable(path, t) === undefined) return undefined;
  await context.workspaceState.update(KEY, path);
  return path;
}

/** An inventory may be a program. One that the workspace itself names, and no person, is asked about once. */
async function agrees(memory: Memento, path: string, t: Translate): Promise<boolean> {
  if (memory.get<string>(AGREED) === path) return true;
  const use = t('Use Inventory');
  const message = t('Use the inventory {0}?', workspace.asRelativePath(path));
  const detail = t(
    'The settings of this workspace name it, with the machines that are deployed to. If it is a program, Ansible runs it.',
  );
  if ((await window.showWarningMessage(message, { modal: true, detail }, use)) !== use) return false;
  await memory.update(AGREED, path);
  return true;
}

/** Lets the person choose among the machines of an inventory; undefined when it is dismissed, or where there is none. */
export async function pickHosts(
  hosts: readonly string[],
  inventory: string,
  t: Translate,
): Promise<readonly string[] | undefined> {
  const nameable = hosts.filter(canBeLimitedTo);
  if (nameable.length === 0) {
    void window.showWarningMessage(t('Ansible finds no machine in {0}.', inventory));
    return undefined;
  }
  const items = nameable.map((label) => ({ label, picked: true }));
  const title = t('Deploy to which machines of {0}?', workspace.asRelativePath(inventory));
  const picked = await window.showQuickPick(items, { title, canPickMany: true, ignoreFocusOut: true });
  return picked === undefined || picked.length === 0 ? undefined : picked.map(({ label }) => label);
}

async function openFile(cwd: string | undefined, t: Translate): Promise<string | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: t('Which Ansible inventory?'),
      ...(cwd !== undefined && { defaultUri: Uri.file(cwd) }),
    })) ?? [];
  return file?.fsPath;
}

/** Ansible takes what has a comma for a list of machines, and not for a file. */
function usable(path: string, t: Translate): string | undefined {
  if (!path.includes(',')) return path;
  void window.showWarningMessage(t('Ansible cannot read an inventory with a comma in its path: {0}', path));
  return undefined;
}
