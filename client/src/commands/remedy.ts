import {
  commands,
  languages,
  Position,
  Range,
  Selection,
  type TextDocument,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { Location } from '../../../server/src/protocol/lsp.ts';
import { handlersOn } from '../deploy/handlers.ts';
import { runAgreed } from '../deploy/run-agreed.ts';
import type { RemedyAction } from '../explain/evidence.ts';
import { systemctl } from '../manager/systemctl.ts';
import type { Target } from '../manager/target.ts';
import { bytesText } from '../views/bytes-text.ts';
import { confirmPrivileged } from '../views/consent.ts';
import type { App } from './app.ts';
import { changeAddress } from './change-address.ts';
import { explainFailure } from './explain-failure.ts';
import { logIn } from './log-in.ts';
import { selectTarget } from './select-target.ts';
import { showJournal } from './show-journal.ts';
import { plannedSubject } from './subject.ts';

/** Applies a remedy. `retry` repeats what failed. */
export async function applyRemedy(
  app: App,
  uri: string,
  action: RemedyAction,
  retry: () => Promise<void>,
): Promise<void> {
  switch (action.kind) {
    case 'retry':
      return retry();
    case 'activate':
      return activate(uri);
    case 'journal':
      return showJournal(app, uri);
    case 'select-target':
      return selectTarget(app);
    case 'log-in':
      if (await logIn(app, action.host)) await retry();
      return;
    case 'edit':
      return editDirective(app, uri, action.directive);
    case 'change-address':
      if (await changeAddress(app, uri, action.address)) await activate(uri);
      return;
    case 'settings':
      await commands.executeCommand('workbench.action.openSettings', action.setting);
      return;
    case 'open':
      return openOnTarget(app, uri, action.path, action.line);
    case 'stop':
      if (await onTarget(app, uri, 'stop', action.unit)) {
        if (action.thenActivate) await activate(uri);
      }
      return;
    case 'reset-failed':
      if (await onTarget(app, uri, 'reset-failed', action.unit)) await retry();
      return;
    case 'make-executable':
      return makeExecutable(app, uri, action.path, retry);
  }
}

/** By the command's id, as the activation of a socket imports this file for its failures. */
async function activate(uri: string): Promise<void> {
  await commands.executeCommand('systemd.activateSocket', uri);
}

/** Opens the file that has the directive as it is in force for a unit of the plan, at that line, and shows the fixes where there are any. */
async function editDirective(app: App, uri: string, directive: string): Promise<void> {
  const planned = await plannedSubject(app, uri);
  const documents = [uri, ...(planned?.plan.files.map(({ source }) => source) ?? [])];
  for (const one of documents) {
    const place = await placeOf(app, one, directive);
    if (place === undefined) continue;
    const document = await workspace.openTextDocument(Uri.parse(place.uri));
    const { line, character } = place.range.start;
    await show(document, new Position(line, character));
    // The editor asks for fixes at its cursor, which moves a moment after it was set.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const problems = languages.getDiagnostics(document.uri);
    if (problems.some(({ range }) => range.start.line === line)) {
      await commands.executeCommand('editor.action.quickFix');
    }
    return;
  }
  await window.showTextDocument(Uri.parse(uri));
}

/** The last assignment of a document's unit whose directive begins so; systemd's lists share a beginning: Listen, MaxConnections. */
async function placeOf(app: App, uri: string, directive: string): Promise<Location | undefined> {
  const unit = await app.server.request('systemd/effectiveUnit', { textDocument: { uri } });
  return unit?.lines.findLast((line) => !line.replaced && line.directive?.startsWith(directive))?.origin;
}

/** A file as the target names it: the workspace's own where it was installed or is run from there, what is there otherwise. */
async function openOnTarget(app: App, uri: string, path: string, line: number): Promise<void> {
  const planned = await plannedSubject(app, uri);
  if (planned === undefined) return;
  const { plan, chosen } = planned;
  const handlers = await handlersOn(chosen.target, plan);
  const source =
    plan.files.find(({ destination }) => path.endsWith(`/${destination}`))?.source ??
    handlers.find((handler) => handler.path === path)?.file;
  const file = source === undefined ? await fileOfTarget(app, chosen.target, path) : Uri.parse(source);
  if (file === undefined) return;
  const document = await workspace.openTextDocument(file);
  await show(document, document.lineAt(Math.min(line, document.lineCount) - 1).range.start);
}

/** The file itself where the target is this machine, otherwise a page with what it has there. */
async function fileOfTarget(app: App, target: Target, path: string): Promise<Uri | undefined> {
  if (target.host === undefined) return Uri.file(path);
  const entry = await target.read(path);
  if (entry.kind === 'ok' && entry.value.kind === 'file') {
    return app.pages.make('systemd-installed', path, bytesText(entry.value.bytes).text);
  }
  void window.showWarningMessage(app.t('{0} cannot be read there.', path));
  return undefined;
}

/** In the column where it is open, or in the first, so that the page about the problem stays visible. */
async function show(document: TextDocument, position: Position): Promise<void> {
  const seen = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, seen?.viewColumn ?? ViewColumn.One);
  editor.selection = new Selection(position, position);
  editor.revealRange(new Range(position, position), TextEditorRevealType.InCenterIfOutsideViewport);
}

async function onTarget(app: App, uri: string, verb: 'stop' | 'reset-failed', unit: string): Promise<boolean> {
  const planned = await plannedSubject(app, uri);
  if (planned === undefined) return false;
  const { target } = planned.chosen;
  const argv = systemctl(target, verb, [unit]);
  const outcome = await runAgreed(target, argv, [unit], confirmPrivileged(app));
  if (outcome === undefined) return false;
  app.stateChanged();
  if (outcome.kind === 'ok') return true;
  await explainFailure(app, planned, 'stop', outcome);
  return false;
}

async function makeExecutable(app: App, uri: string, path: string, retry: () => Promise<void>): Promise<void> {
  const planned = await plannedSubject(app, uri);
  if (planned === undefined) return;
  const { target } = planned.chosen;
  const entry = await target.read(path);
  if (entry.kind !== 'ok' || entry.value.kind !== 'file') return;
  const privileges = await target.acquire({ files: [path], units: [] });
  if (privileges.kind !== 'ok') {
    await explainFailure(app, planned, 'acquire', privileges);
    return;
  }
  const written = await target.write(path, { ...entry.value, mode: entry.value.mode | 0o111 }, entry.value);
  if (written.kind === 'ok') await retry();
  else await explainFailure(app, planned, 'stop', written);
}
