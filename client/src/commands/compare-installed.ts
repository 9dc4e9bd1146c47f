import { commands, Uri, window } from 'vscode';
import { destinationIn } from '../deploy/destination.ts';
import { targetPhrase } from '../manager/describe-target.ts';
import type { Target } from '../manager/target.ts';
import { bytesText } from '../views/bytes-text.ts';
import type { App } from './app.ts';
import { plannedSubject } from './subject.ts';

/** Shows the files of a unit as the target has them beside those of the workspace, which can be edited there. */
export async function compareInstalled(app: App, argument: unknown): Promise<void> {
  const planned = await plannedSubject(app, argument);
  if (planned === undefined) return;
  const { plan, chosen } = planned;
  const { target } = chosen;
  const place = targetPhrase(target, app.t);
  const directory = await target.unitDirectory();
  if (directory.kind !== 'ok') {
    void window.showErrorMessage(app.t('{0} has no folder for units that can be found.', place));
    return;
  }
  const pairs: Pair[] = [];
  let installed = 0;
  for (const { source, destination, text } of plan.files) {
    const path = destinationIn(directory.value, destination);
    const there = path.kind === 'ok' ? await textOn(target, path.value) : undefined;
    if (there !== undefined) installed += 1;
    if (path.kind === 'ok' && there !== text) pairs.push({ source: Uri.parse(source), path: path.value, there });
  }
  if (pairs.length === 0 || installed === 0) {
    const message =
      installed === 0
        ? app.t('{0} is not installed on {1}.', plan.unit, place)
        : app.t('{0} is installed on {1} as it is here.', plan.unit, place);
    void window.showInformationMessage(message);
    return;
  }
  await show(app, pairs, app.t('{0}: installed ↔ workspace', plan.unit));
}

/** A file of the workspace, and what the target has in its place: undefined for nothing. */
interface Pair {
  readonly source: Uri;
  readonly path: string;
  readonly there: string | undefined;
}

async function show({ pages }: App, pairs: readonly Pair[], title: string): Promise<void> {
  const shown = pairs.map(({ source, path, there }) => [
    source,
    there === undefined ? undefined : pages.make('systemd-installed', path, there),
    source,
  ]);
  const [[, before, now] = [], ...more] = shown;
  if (before !== undefined && more.length === 0) {
    await commands.executeCommand('vscode.diff', before, now, title, { preview: true });
  } else {
    await commands.executeCommand('vscode.changes', title, shown);
  }
}

/** Undefined where there is no such file. */
async function textOn(target: Target, path: string): Promise<string | undefined> {
  const entry = await target.read(path);
  if (entry.kind !== 'ok') return undefined;
  if (entry.value.kind === 'link') return `→ ${entry.value.to}\n`;
  return entry.value.kind === 'file' ? bytesText(entry.value.bytes).text : undefined;
}
