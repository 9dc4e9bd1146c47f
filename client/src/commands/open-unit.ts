import { Uri, window } from 'vscode';
import { targetPhrase } from '../manager/describe-target.ts';
import type { Target } from '../manager/target.ts';
import type { App } from './app.ts';
import { installedUnit, readyTarget, subjectUri } from './subject.ts';

/** Opens the file of a unit; of one that another machine has, a page with its text. */
export async function openUnit(app: App, argument: unknown): Promise<void> {
  const installed = installedUnit(argument);
  const uri = installed === undefined ? await subjectUri(app, argument) : installed.uri;
  if (uri === undefined) return;
  if (uri !== '') {
    await window.showTextDocument(Uri.parse(uri), { preview: true });
    return;
  }
  const target = (await readyTarget(app))?.target;
  const path = installed?.state.fragment ?? '';
  if (target === undefined) return;
  const entry = path.startsWith('/') ? await target.read(await resolved(target, path)) : undefined;
  if (entry?.kind !== 'ok' || entry.value.kind !== 'file') {
    const message = app.t(
      '{0} has no file on {1} that can be read.',
      installed?.state.unit ?? '',
      targetPhrase(target, app.t),
    );
    void window.showWarningMessage(message);
    return;
  }
  await app.pages.show('systemd-installed', path, new TextDecoder().decode(entry.value.bytes));
}

/** Files of units are links where a distribution has aliases of them. */
async function resolved({ resolve }: Pick<Target, 'resolve'>, path: string): Promise<string> {
  const found = await resolve(path);
  return found.kind === 'ok' ? (found.value ?? path) : path;
}
