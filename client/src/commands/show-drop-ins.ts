import { commands, Location, Position, Uri, window } from 'vscode';
import type { App } from './app.ts';
import { subjectUri } from './subject.ts';

/** Peeks at the files that a unit is made of: its fragment, and the drop-ins in the order in which systemd reads them. */
export async function showDropIns(app: App, argument: unknown): Promise<void> {
  const uri = await subjectUri(app, argument);
  if (uri === undefined) return;
  const files = await app.server.request('systemd/unitFiles', { textDocument: { uri } });
  const all = [...(files?.fragment === undefined ? [] : [files.fragment]), ...(files?.dropIns ?? [])];
  if (files === null || files.dropIns.length === 0) {
    void window.showInformationMessage(app.t('No drop-in changes {0}.', files?.unit ?? Uri.parse(uri).path));
    return;
  }
  const document = Uri.parse(uri);
  const editor = await window.showTextDocument(document);
  const start = new Position(0, 0);
  const places = all.map((file) => new Location(Uri.parse(file), start));
  await commands.executeCommand('editor.action.peekLocations', document, editor.selection.active, places, 'peek');
}
