import { commands, type Location, Position, Uri, window } from 'vscode';
import type { App } from './app.ts';
import { subjectUri } from './subject.ts';

/** Peeks at the places that name a unit, and at the units that refer to it by their own names. */
export async function showReferences(app: App, argument: unknown): Promise<void> {
  const uri = await subjectUri(app, argument);
  if (uri === undefined) return;
  const document = Uri.parse(uri);
  const editor = await window.showTextDocument(document);
  const start = new Position(0, 0);
  const places = await commands.executeCommand<readonly Location[]>('vscode.executeReferenceProvider', document, start);
  await commands.executeCommand('editor.action.peekLocations', document, editor.selection.active, places, 'peek');
}
