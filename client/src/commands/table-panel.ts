import { Range, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Location } from '../../../server/src/protocol/lsp.ts';
import { type FromTable, type TablePage, tableBody, tableFile, tableHtml } from '../views/table/page.ts';
import type { App } from './app.ts';

/** A table, and the places that its cells lead to. */
export interface PlacedTable {
  readonly page: TablePage;
  readonly places: readonly Location[];
}

/** Shows a table, which wants the whole width, and makes it anew when a unit or something on the target has changed. */
export function showTable(
  app: App,
  kind: string,
  first: PlacedTable,
  again: () => Promise<PlacedTable | undefined>,
): void {
  const panel = window.createWebviewPanel(kind, first.page.title, ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [],
  });
  const nonce = crypto.randomUUID().replaceAll('-', '');
  let shown = first;
  let isStale = false;
  const draw = async () => {
    if (!panel.visible) {
      isStale = true;
      return;
    }
    isStale = false;
    const now = await again();
    if (now === undefined) return;
    shown = now;
    await panel.webview.postMessage({ body: tableBody(now.page, app.t) });
  };
  const listeners = [
    panel.webview.onDidReceiveMessage((message: FromTable) => void answer(app, shown, message)),
    app.server.onUnitsChanged(() => void draw()),
    app.onStateChanged(() => void draw()),
    // A page that was hidden is made anew from what it was given as a whole.
    panel.onDidChangeViewState(() => {
      if (panel.visible && isStale) void draw();
    }),
  ];
  panel.onDidDispose(() => {
    for (const listener of listeners) listener.dispose();
  });
  panel.webview.html = tableHtml(first.page, nonce, app.t);
}

/** Does what was chosen on the page. It can name a place of the table, and nothing else. */
async function answer(app: App, { page, places }: PlacedTable, message: FromTable): Promise<void> {
  if ('open' in message) {
    const place = places[message.open];
    if (place === undefined) return;
    const { start, end } = place.range;
    const selection = new Range(start.line, start.character, end.line, end.character);
    await window.showTextDocument(Uri.parse(place.uri), { viewColumn: ViewColumn.One, selection });
    return;
  }
  const kind = message.save === 'csv' ? 'csv' : 'md';
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = await window.showSaveDialog({
    title: kind === 'csv' ? app.t('Save as CSV') : app.t('Save as Markdown'),
    filters: kind === 'csv' ? { CSV: ['csv'] } : { Markdown: ['md'] },
    ...(folder && { defaultUri: Uri.joinPath(folder, `${page.title}.${kind}`) }),
  });
  if (file !== undefined) await workspace.fs.writeFile(file, new TextEncoder().encode(tableFile(page, kind)));
}
