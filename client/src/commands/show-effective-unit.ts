import { Uri, window, workspace } from 'vscode';
import { effectivePage } from '../views/effective-unit.ts';
import { pageColumn } from '../views/text-pages.ts';
import type { App } from './app.ts';
import { subjectUri } from './subject.ts';

/** Shows a unit as systemd sees it: fragment and drop-ins merged, each line with where it comes from. */
export async function showEffectiveUnit(app: App, argument: unknown): Promise<void> {
  const uri = await subjectUri(app, argument);
  if (uri === undefined) return;
  const document = await workspace.openTextDocument(effectivePage(Uri.parse(uri), app.t));
  await window.showTextDocument(document, { viewColumn: await pageColumn(), preview: true });
}
