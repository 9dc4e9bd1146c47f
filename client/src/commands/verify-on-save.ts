import { type Disposable, type TextDocument, Uri, window, workspace } from 'vscode';
import type { UnitFiles } from '../../../server/src/protocol/requests.ts';
import type { Machine } from '../editor/platform.ts';
import { verifiesOnSave } from '../editor/settings.ts';
import type { Outcome } from '../manager/outcome.ts';
import { createOneAtATime } from '../manager/verify/one-at-a-time.ts';
import type { Verified } from '../manager/verify/run-verify.ts';
import { type CopiedFile, verifyCopy } from '../manager/verify/verify-copy.ts';
import { documentsOf, type UnitTexts } from '../unit-files/unit-texts.ts';
import { differs, verdict } from '../views/comparison-text.ts';
import type { App } from './app.ts';
import { failureText, openTextsOf, toRequest, toWire, type UnitWithFragment, whyNot } from './verify-unit.ts';

/**
 * After a file of a unit is saved, and the person wants it, has this machine's own systemd-analyze check a copy of the unit. Only where it
 * and the findings differ is anything shown: its messages among the problems, and a line in the language status.
 */
export function verifyOnSave(app: App): Disposable {
  const oneAtATime = createOneAtATime();
  let missingTold = false;
  return workspace.onDidSaveTextDocument(async (document) => {
    const { machine } = app;
    if (machine === undefined || !isWanted(app, document)) return;
    const textDocument = { uri: document.uri.toString() };
    // The client tells of a server that does not start.
    const files = await app.server.request('systemd/unitFiles', { textDocument }).catch(() => null);
    if (!canBeChecked(files, textDocument.uri, app)) return;
    const texts = openTextsOf(files);
    // A file that is gone by now cannot be copied, and is not checked.
    const checked = await oneAtATime(files.fragment, (signal) => check(machine, files, signal)).catch(() => undefined);
    if (checked === undefined || checked.kind === 'cancelled' || texts.areChanged()) return;
    if (checked.kind === 'missing') {
      if (!missingTold) void window.showWarningMessage(failureText(app, files.unit, checked));
      missingTold = true;
    } else if (checked.kind === 'ok') await show(app, textDocument.uri, files, texts, checked.value);
    else app.verdictStatus.tell(documentsOf(files), failureText(app, files.unit, checked));
  });
}

function isWanted({ server }: App, document: TextDocument): boolean {
  return verifiesOnSave() && workspace.isTrusted && document.uri.scheme === 'file' && server.isUnit(document);
}

function canBeChecked(files: UnitFiles | null, uri: string, { t }: App): files is UnitWithFragment {
  return files !== null && whyNot(uri, files, t) === undefined;
}

async function check(machine: Machine, files: UnitWithFragment, signal: AbortSignal): Promise<Outcome<Verified>> {
  const copied = await Promise.all(documentsOf(files).map(readFile));
  const write = async (path: string, bytes: Uint8Array) => workspace.fs.writeFile(Uri.file(path), bytes);
  return verifyCopy(machine.run, toRequest(files, machine), copied, write, signal);
}

async function readFile(uri: string): Promise<CopiedFile> {
  const file = Uri.parse(uri);
  return { path: file.fsPath, bytes: await workspace.fs.readFile(file) };
}

async function show(app: App, uri: string, files: UnitFiles, texts: UnitTexts, verified: Verified): Promise<void> {
  const { remarks, version: installed, argv } = verified;
  const comparison = await app.server
    .request('systemd/compare', {
      textDocument: { uri },
      remarks: remarks.map(toWire),
    })
    .catch(() => null);
  if (comparison === null || texts.areChanged()) return;
  app.verdicts.mark({ comparison, remarks, installed, argv }, comparison.onlySystemd);
  const text = differs(comparison) ? verdict(comparison, remarks, app.t) : undefined;
  // Of a longer detail, what can be done behind it would be out of sight.
  const versions =
    installed === comparison.version
      ? undefined
      : app.t('systemd {0}, findings for {1}', installed ?? '?', comparison.version);
  app.verdictStatus.tell(documentsOf(files), text, versions);
}
