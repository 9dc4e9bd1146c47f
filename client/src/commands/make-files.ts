import { type Uri, window } from 'vscode';
import { agreesToFiles } from '../views/new-files.ts';
import { besideColumn } from '../views/text-pages.ts';
import type { App } from './app.ts';
import { createFiles, type FileToMake } from './new-files.ts';

/** Shows files that are to be made in a folder, makes them once the person agrees, and opens them: the first, and beside it the others. */
export async function makeFiles(app: App, folder: Uri, files: readonly FileToMake[]): Promise<boolean> {
  if (!(await agreesToFiles(app, folder, files))) return false;
  if (!(await createFiles(app, folder, files))) return false;
  const [first, second, ...more] = files;
  if (first !== undefined) await window.showTextDocument(first.uri, { preview: false });
  // The last one that is opened is the one to be seen.
  for (const file of [...more, second]) {
    if (file === undefined) continue;
    await window.showTextDocument(file.uri, { preview: false, viewColumn: besideColumn(), preserveFocus: true });
  }
  return true;
}
