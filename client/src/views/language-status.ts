import { type Disposable, LanguageStatusSeverity, languages, workspace } from 'vscode';
import { readSettings } from '../editor/settings.ts';
import type { Translate } from '../l10n.ts';
import { LANGUAGE } from '../unit-files/unit-documents.ts';

/** The language status item with the systemd version that units are judged by; it can restart the server. */
export function createLanguageStatus(t: Translate): Disposable {
  const item = languages.createLanguageStatusItem('systemd.version', { language: LANGUAGE });
  item.name = t('systemd Version');
  item.command = { command: 'systemd.restartServer', title: t('Restart Server') };
  item.severity = LanguageStatusSeverity.Information;
  const update = () => {
    const { version } = readSettings();
    item.text =
      version === 'newest'
        ? t('Checked for the newest systemd')
        : version === 'installed'
          ? t('Checked for the installed systemd')
          : t('Checked for systemd {0}', version);
  };
  update();
  const listener = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('systemd.version')) update();
  });
  return {
    dispose: () => {
      item.dispose();
      listener.dispose();
    },
  };
}
