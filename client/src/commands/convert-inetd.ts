import { Uri, window, workspace } from 'vscode';
import { listed } from '../l10n.ts';
import type { App } from './app.ts';
import { makeFiles } from './make-files.ts';
import { firstExisting, pickFolder } from './new-files.ts';

/** Makes units of an entry of inetd.conf or of a file of xinetd: the one in front, or one that the person chooses. */
export async function convertInetd(app: App, argument: unknown): Promise<void> {
  const { t } = app;
  const source = await pickSource(app);
  if (source === undefined) return;
  const folder = argument instanceof Uri ? argument : await pickFolder(app);
  if (folder === undefined) return;
  const { name, text } = source;
  const entries = await app.server.request('systemd/convertInetd', { inetd: { text, folder: folder.toString() } });
  if (entries.length === 0) {
    void window.showErrorMessage(
      t('{0} has no entry of inetd or xinetd. Choose an inetd.conf or a file of xinetd.d.', name),
    );
    return;
  }
  const items = entries.map((entry) => ({
    label: entry.title,
    detail:
      entry.kind === 'units'
        ? listed(
            entry.files.map(({ uri }) => lastPart(Uri.parse(uri).path)),
            t,
          )
        : entry.because,
    entry,
  }));
  const picked = await window.showQuickPick(items, { title: t('Which entry of {0}?', name), matchOnDetail: true });
  if (picked === undefined) return;
  if (picked.entry.kind === 'not') {
    void window.showWarningMessage(picked.entry.because);
    return;
  }
  const files = picked.entry.files.map(({ uri, text: unit }) => ({ uri: Uri.parse(uri), text: unit }));
  const taken = await firstExisting(files.map(({ uri }) => uri));
  if (taken !== undefined) {
    void window.showErrorMessage(t('{0} already exists.', lastPart(taken.path)));
    return;
  }
  await makeFiles(app, folder, files);
}

async function pickSource({ t }: App): Promise<{ readonly name: string; readonly text: string } | undefined> {
  const front = window.activeTextEditor?.document;
  if (front !== undefined && /inetd/.test(front.uri.path))
    return { name: lastPart(front.uri.path), text: front.getText() };
  const [chosen] =
    (await window.showOpenDialog({
      title: t('Choose an inetd.conf or a file of xinetd.d'),
      canSelectMany: false,
      openLabel: t('Convert'),
    })) ?? [];
  if (chosen === undefined) return undefined;
  const { size } = await workspace.fs.stat(chosen);
  if (size > MOST_BYTES) return { name: lastPart(chosen.path), text: '' };
  return { name: lastPart(chosen.path), text: new TextDecoder().decode(await workspace.fs.readFile(chosen)) };
}

/** More than any configuration of inetd has. */
const MOST_BYTES = 1_000_000;

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
