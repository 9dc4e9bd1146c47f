import { Disposable, LanguageStatusSeverity, languages, window } from 'vscode';
import type { Server } from '../editor/server.ts';
import type { Translate } from '../l10n.ts';
import { judgedByDetail, judgedByText } from './judged-by-text.ts';

/** The language status item with what the unit file in front is judged by, and why; it can restart the server. */
export function createLanguageStatus(server: Server, t: Translate): Disposable {
  const item = languages.createLanguageStatusItem('systemd.version', server.selector);
  item.name = t('systemd Version');
  item.text = t('systemd');
  item.command = { command: 'systemd.restartServer', title: t('Restart Server') };
  let asked = 0;
  const update = async () => {
    const document = window.activeTextEditor?.document;
    if (document === undefined || !server.isUnit(document)) return;
    const turn = ++asked;
    const textDocument = { uri: document.uri.toString() };
    // The client tells of a server that does not start.
    const judged = await server.request('systemd/judgedBy', { textDocument }).catch(() => null);
    if (judged === null || turn !== asked) return;
    item.text = judgedByText(judged, t);
    item.detail = judgedByDetail(judged, t);
    item.severity =
      judged.oldestVerified === undefined ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Warning;
  };
  void update();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(update),
    // Among what makes the server tell of changes are new settings.
    server.onUnitsChanged(update),
  );
}
