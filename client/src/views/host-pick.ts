import { type QuickPickItem, window } from 'vscode';
import type { Translate } from '../l10n.ts';
import { isHost } from '../manager/ssh/host.ts';
import type { HostName } from '../manager/ssh/hosts.ts';

/** Lets the person choose a host, or type another; undefined when it is dismissed. */
export async function pickHost(names: readonly HostName[], t: Translate): Promise<string | undefined> {
  const known = names.map(({ name, from }) => ({
    label: name,
    description: from === 'setting' ? t('from the setting systemd.hosts') : t('from your ssh configuration'),
  }));
  const pick = window.createQuickPick<QuickPickItem>();
  pick.title = t('Deploy over ssh to which machine?');
  pick.placeholder = t('Choose one, or type a name as for ssh: web1, admin@web1.example.org');
  pick.ignoreFocusOut = true;
  pick.items = known;
  pick.onDidChangeValue((text) => {
    const typed = text.trim();
    const isNew = isHost(typed) && !names.some(({ name }) => name === typed);
    pick.items = isNew ? [...known, { label: typed, description: t('as typed'), alwaysShow: true }] : known;
  });
  const chosen = await new Promise<string | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.label));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  return chosen;
}
