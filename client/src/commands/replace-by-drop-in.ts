import { Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { dropInQuestion, type Replaced } from '../deploy/drop-in-question.ts';
import type { Copy } from '../deploy/surroundings.ts';
import { listed } from '../l10n.ts';
import { askPlain } from '../views/consent.ts';
import type { App } from './app.ts';

/**
 * Replaces copies of packaged units in the workspace by drop-ins with what they change, once the person agrees, and opens these. Nothing
 * is deployed.
 *
 * @returns the drop-in that is to be deployed then; undefined where there is none.
 */
export async function replaceByDropIn(app: App, copies: readonly Copy[]): Promise<string | undefined> {
  const { server, t } = app;
  const replaced: (Replaced & { readonly source: Uri })[] = [];
  for (const { source, bytes } of copies) {
    const packaged = textOf(bytes);
    const made =
      packaged === undefined
        ? null
        : await server.request('systemd/dropInOfCopy', { textDocument: { uri: source }, packaged });
    const uri = Uri.parse(source);
    if (made === null) {
      void window.showErrorMessage(t('No drop-in can be made of {0}.', workspace.asRelativePath(uri)));
      return undefined;
    }
    const dropIn = workspace.asRelativePath(Uri.parse(made.uri));
    replaced.push({ copy: workspace.asRelativePath(uri), dropIn, made, source: uri });
  }
  if (!(await askPlain(app, dropInQuestion(replaced, t)))) return undefined;
  const edit = new WorkspaceEdit();
  const made = replaced.filter(({ made: { text } }) => text !== '');
  for (const { made: dropIn } of made) {
    edit.createFile(Uri.parse(dropIn.uri), { contents: new TextEncoder().encode(dropIn.text) });
  }
  for (const { source } of replaced) edit.deleteFile(source, { ignoreIfNotExists: true });
  if (!(await workspace.applyEdit(edit))) {
    const named = replaced.map(({ copy }) => copy);
    void window.showErrorMessage(t('{0} could not be replaced by a drop-in.', listed(named, t)));
    return undefined;
  }
  // Otherwise the next plan would still have the copies.
  await server.tellDeleted(replaced.map(({ source }) => source.toString()));
  for (const { made: dropIn } of made) {
    await window.showTextDocument(await workspace.openTextDocument(Uri.parse(dropIn.uri)), { preview: false });
  }
  if (made.length === 0)
    void window.showInformationMessage(t('There is nothing left to deploy: the packaged unit is in force.'));
  return made.at(-1)?.made.uri;
}

/** Undefined for what is no UTF-8: lines that were read wrongly would count as changed. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
