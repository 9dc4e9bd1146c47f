import {
  Uri as Address,
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  window,
  workspace,
} from 'vscode';
import type { Server } from '../editor/server.ts';
import type { Translate } from '../l10n.ts';

/** Where systemd-analyze and the findings differ, or that it could not check a unit, in the language status of the unit's files. */
export interface VerdictStatus extends Disposable {
  /** Shows a text for these documents of one unit until one of them is changed; without a text, takes away what was shown. */
  tell(documents: readonly string[], text: string | undefined, detail?: string): void;
}

export function createVerdictStatus(server: Server, t: Translate): VerdictStatus {
  const told = new Map<string, { readonly text: string; readonly detail: string | undefined }>();
  let item: LanguageStatusItem | undefined;
  const update = () => {
    const uri = window.activeTextEditor?.document.uri.toString();
    const shown = uri === undefined ? undefined : told.get(uri);
    item?.dispose();
    item = undefined;
    if (shown === undefined) return;
    item = languages.createLanguageStatusItem('systemd.verdict', server.selector);
    item.name = 'systemd-analyze verify';
    item.text = shown.text;
    if (shown.detail !== undefined) item.detail = shown.detail;
    item.severity = LanguageStatusSeverity.Warning;
    item.command = { command: 'systemd.verifyUnit', title: t('Show Differences'), arguments: [uri] };
  };
  const subscriptions = Disposable.from(
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const changed = contentChanges.length > 0 ? told.get(document.uri.toString()) : undefined;
      if (changed === undefined) return;
      for (const [uri, verdict] of told) if (verdict === changed) told.delete(uri);
      update();
    }),
  );
  return {
    tell(documents, text, detail) {
      const verdict = text === undefined ? undefined : { text, detail };
      for (const document of documents) {
        const uri = Address.parse(document).toString();
        if (verdict === undefined) told.delete(uri);
        else told.set(uri, verdict);
      }
      update();
    },
    dispose: () => {
      item?.dispose();
      subscriptions.dispose();
    },
  };
}
