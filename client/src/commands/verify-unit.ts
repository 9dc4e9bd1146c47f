import { ConfigurationTarget, ProgressLocation, Uri, window, workspace } from 'vscode';
import type { Remark as WireRemark } from '../../../server/src/protocol/comparison.ts';
import type { UnitFiles } from '../../../server/src/protocol/requests.ts';
import type { Machine } from '../editor/platform.ts';
import { readSettings } from '../editor/settings.ts';
import { causeOf } from '../explain/cause-of.ts';
import { paragraph } from '../l10n.ts';
import type { Failure, Outcome } from '../manager/outcome.ts';
import { canBeVerified } from '../manager/systemctl.ts';
import type { Remark } from '../manager/verify/read-remarks.ts';
import { runVerify, type Verified, type VerifyRequest } from '../manager/verify/run-verify.ts';
import { documentsOf, textsOf, type UnitTexts } from '../unit-files/unit-texts.ts';
import type { Compared } from '../views/comparison-text.ts';
import type { App } from './app.ts';
import { mayRunPrograms, saveDocuments, subjectUri } from './subject.ts';

/**
 * Has this machine's own systemd-analyze check a unit as it is on disk, adds its messages to the Problems panel, and shows where it and
 * the extension differ.
 */
export async function verifyUnit(app: App, argument: unknown): Promise<void> {
  if (!(await mayRunPrograms(app))) return;
  const uri = await subjectUri(app, argument);
  if (uri === undefined) return;
  const files = await app.server.request('systemd/unitFiles', { textDocument: { uri } });
  const request = await requestFor(app, uri, files);
  if (request === undefined) return;
  // systemd reads the files, so that they must say what the editor says.
  if (!(await saveDocuments(files === null ? [] : documentsOf(files)))) return;

  const texts = files === null ? undefined : openTextsOf(files);
  const verified = await verifyWithProgress(app, request);
  if (verified?.kind !== 'ok') {
    if (verified === undefined || verified.kind === 'cancelled') return;
    void window.showErrorMessage(failureText(app, request.unit, verified));
    return;
  }
  const { remarks, version: installed, argv } = verified.value;
  const comparison = await app.server.request('systemd/compare', {
    textDocument: { uri },
    remarks: remarks.map(toWire),
  });
  if (comparison === null) return;
  if (texts?.areChanged()) return tellChanged(app, uri, request.unit);
  const compared: Compared = { comparison, remarks, installed, argv };
  app.verdicts.mark(compared);
  if (remarks.length > 0 || comparison.onlyHere.length > 0) await app.verdicts.show(compared);
  await tellResult(app, uri, compared);
}

/** What was found is in other places by now, or no longer true, so that it is not shown. */
async function tellChanged(app: App, uri: string, unit: string): Promise<void> {
  const again = app.t('Try Again');
  const message = app.t('{0} was changed while systemd-analyze was checking it.', unit);
  if ((await window.showInformationMessage(message, again)) === again) await verifyUnit(app, uri);
}

/** Remembers the texts that a unit has in the editor now. */
export function openTextsOf(files: UnitFiles): UnitTexts {
  return textsOf(
    files,
    () => workspace.textDocuments,
    (uri) => Uri.parse(uri).toString(),
  );
}

/** systemd-analyze names files of this machine by their paths. */
export function toWire({ path, ...rest }: Remark): WireRemark {
  return { ...rest, uri: path === undefined ? undefined : Uri.file(path).toString() };
}

/** What is to be checked; undefined after the person was told why it cannot be. */
async function requestFor(
  { t, machine }: App,
  uri: string,
  files: UnitFiles | null,
): Promise<VerifyRequest | undefined> {
  const why = whyNot(uri, files, t);
  if (why !== undefined || !files?.fragment || machine === undefined) {
    void window.showErrorMessage(why ?? '');
    return undefined;
  }
  return toRequest({ ...files, fragment: files.fragment }, machine);
}

/** The files of a unit that has a fragment. */
export type UnitWithFragment = UnitFiles & { readonly fragment: string };

/** The check of a unit that has a file on this machine. */
export function toRequest(files: UnitWithFragment, machine: Machine): VerifyRequest {
  return {
    unit: files.unit,
    fragment: Uri.parse(files.fragment).fsPath,
    manager: files.manager,
    folders: files.folders.map((folder) => Uri.parse(folder).fsPath),
    unitPath: readSettings().unitPath,
    runtimeDirectory: machine.runtimeDirectory(),
  };
}

/** Why systemd-analyze cannot check a unit; undefined where it can. */
export function whyNot(uri: string, files: UnitFiles | null, t: App['t']): string | undefined {
  const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  if (files === null) return t('{0} cannot be checked: it does not belong to a single unit.', name);
  if (files.fragment === undefined) {
    return t(
      'Only drop-ins of {0} are here, and systemd-analyze needs the unit itself. Name its folder in the setting systemd.unitPath.',
      files.unit,
    );
  }
  const fragment = Uri.parse(files.fragment);
  if (fragment.scheme !== 'file') return t('{0} cannot be checked: it is not a file on this machine.', name);
  if (!canBeVerified(fragment.fsPath)) {
    return t('{0} cannot be checked: systemd-analyze does not accept a path with a colon.', fragment.fsPath);
  }
  return undefined;
}

function verifyWithProgress(app: App, request: VerifyRequest): Thenable<Outcome<Verified> | undefined> {
  const title = app.t('Checking {0} with systemd-analyze', request.unit);
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return app.machine && runVerify(app.machine.run, request, abort.signal);
    },
  );
}

/** Why systemd-analyze has checked nothing. */
export function failureText({ t }: App, unit: string, failure: Failure): string {
  if (failure.kind === 'missing') {
    return t('systemd-analyze is not installed on this machine. It comes with systemd, which runs on Linux only.');
  }
  const said = 'ran' in failure ? failure.ran.stderr.replaceAll(/^<\d>(?:\S+: )?/gm, '').trim() : '';
  return t('systemd-analyze could not check {0}: {1}', unit, said || causeOf(failure, unit, t('this machine'), t));
}

/** Tells when there are no differences, and when the installed systemd is not the version that units are judged by. */
async function tellResult(app: App, uri: string, { comparison, remarks, installed }: Compared): Promise<void> {
  const { t } = app;
  const clean = remarks.length === 0 && comparison.onlyHere.length === 0;
  const nothing = clean
    ? t('Neither systemd {0} nor this extension has findings for {1}.', installed ?? '?', comparison.unit)
    : '';
  if (installed === undefined || installed === comparison.version) {
    if (clean) void window.showInformationMessage(nothing);
    return;
  }
  const other = t(
    'systemd {0} is installed here, but units are checked for systemd {1}.',
    installed,
    comparison.version,
  );
  const change = t('Use the Installed Version');
  const chosen = await window.showInformationMessage(paragraph([nothing, other], t), change);
  if (chosen !== change) return;
  const place = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await workspace.getConfiguration('systemd').update('version', 'installed', place);
  await verifyUnit(app, uri);
}
