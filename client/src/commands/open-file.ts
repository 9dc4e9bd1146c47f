import { Uri, window } from 'vscode';
import type { App } from '../app.ts';

/** Opens a file that a fix has just made, and saves it: it was asked for as a file, not as something to be saved yet. */
export async function openFile(_app: App, address: unknown): Promise<void> {
  if (typeof address !== 'string') return;
  const editor = await window.showTextDocument(Uri.parse(address), { preview: false });
  await editor.document.save();
}
