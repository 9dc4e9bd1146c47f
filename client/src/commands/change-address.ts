import {
  Position,
  Range,
  Selection,
  type TextDocument,
  Uri,
  ViewColumn,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { Location } from '../../../server/src/protocol/lsp.ts';
import { freePort } from '../manager/free-port.ts';
import type { App } from './app.ts';
import { type Planned, plannedSubject } from './subject.ts';

/**
 * Opens the line of the listener with the address, with the port selected, and offers a port that is free on the target.
 *
 * @param address As systemd names it: `[::]:9999`, `/run/x.sock`.
 * @returns Whether another port was taken.
 */
export async function changeAddress(app: App, uri: string, address: string): Promise<boolean> {
  const planned = await plannedSubject(app, uri);
  if (planned === undefined) return false;
  const port = Number(address.slice(address.lastIndexOf(':') + 1)) || undefined;
  const place = await placeOfAddress(app, planned, address, port);
  if (place === undefined) {
    await window.showTextDocument(Uri.parse(uri));
    return false;
  }
  const { document, range } = place;
  const seen = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, seen?.viewColumn ?? ViewColumn.One);
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range);
  const free = port === undefined ? undefined : await freePort(planned.chosen.target, port);
  if (free === undefined || port === undefined) return false;
  const take = app.t('Use Port {0}', free);
  const items = [
    { label: take, description: app.t('nobody listens there') },
    { label: app.t('Type Another'), description: app.t('the address is selected') },
  ];
  const picked = await window.showQuickPick(items, { title: app.t('Another port than {0}', port) });
  if (picked?.label !== take) {
    await window.showTextDocument(document, { viewColumn: editor.viewColumn ?? ViewColumn.One, selection: range });
    return false;
  }
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, range, String(free));
  return workspace.applyEdit(edit);
}

/** The last assignment of the listener that has the address, and within it the port, or the whole value where it has none. */
async function placeOfAddress(
  app: App,
  { uri, plan }: Planned,
  address: string,
  port: number | undefined,
): Promise<{ readonly document: TextDocument; readonly range: Range } | undefined> {
  const listener = plan.listeners.find((one) =>
    one.address.family === 'inet' ? one.address.port === port : one.value === address,
  );
  let origin: Location | undefined;
  for (const one of new Set([uri, ...plan.files.map(({ source }) => source)])) {
    const unit = await app.server.request('systemd/effectiveUnit', { textDocument: { uri: one } });
    origin ??= unit?.lines.findLast(
      ({ directive, text, replaced }) =>
        !replaced && directive === listener?.directive && text.endsWith(listener?.value ?? address),
    )?.origin;
  }
  if (origin === undefined) return undefined;
  const document = await workspace.openTextDocument(Uri.parse(origin.uri));
  const row = origin.range.start.line;
  const words = port === undefined ? (listener?.value ?? address) : String(port);
  const at = document.lineAt(row).text.lastIndexOf(words);
  return at < 0
    ? { document, range: document.lineAt(row).range }
    : { document, range: new Range(new Position(row, at), new Position(row, at + words.length)) };
}
