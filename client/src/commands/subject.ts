import { commands, Uri, window, workspace } from 'vscode';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import type { Chosen } from '../editor/target-choice.ts';
import type { Subject } from '../explain/gather.ts';
import { listed } from '../l10n.ts';
import { machinePhrase } from '../manager/describe-target.ts';
import { isUnitName } from '../manager/unit-name.ts';
import type { UnitState } from '../manager/unit-state.ts';
import { isUnitPath } from '../unit-files/unit-documents.ts';
import { openAmong } from '../unit-files/unit-texts.ts';
import { unitOfPage } from '../views/effective-unit.ts';
import { acrossFolders } from './across-folders.ts';
import type { App } from './app.ts';
import { installedPlan } from './installed-plan.ts';

/**
 * The document that a command is about: what it was called on (a lens gives an address, the explorer a Uri, the tree a
 * row), otherwise the unit in front, or that of the picture or page in front, otherwise one of the workspace's sockets that the person picks.
 */
export async function subjectUri(app: App, argument: unknown): Promise<string | undefined> {
  return meantUri(app, argument) ?? askForSocket(app);
}

/** The document that is meant without asking, if one is. */
function meantUri(app: App, argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (isUri(argument)) return argument.toString();
  const row = (argument as { uri?: unknown } | undefined)?.uri;
  if (typeof row === 'string') return row;

  const [picture] = [...app.pictures].filter(([panel]) => panel.active);
  if (picture !== undefined) return picture[1];

  const front = window.activeTextEditor?.document;
  const behind = front && (unitOfPage(front.uri) ?? app.pages.unitOf(front.uri));
  if (behind !== undefined) return behind;
  const isUnit = front !== undefined && (app.server.isUnit(front) || isUnitFile(front.uri));
  return isUnit ? front.uri.toString() : undefined;
}

async function askForSocket(app: App): Promise<string | undefined> {
  const sockets = await app.server.request('systemd/sockets');
  if (sockets.length === 0) {
    void window.showInformationMessage(app.t('No socket unit in this workspace. Open a unit file first.'));
    return undefined;
  }
  if (sockets.length === 1) return sockets[0]?.uri;
  const items = sockets.map(({ unit, listeners, uri }) => ({
    label: unit,
    description: listed(
      listeners.map(({ value }) => value),
      app.t,
    ),
    uri,
  }));
  return (await window.showQuickPick(items, { title: app.t('Which socket?') }))?.uri;
}

/** Whatever its language is here. A page about a unit, or an old version of one, may have its name too, but is no file. */
function isUnitFile(uri: Uri): boolean {
  return isUnitPath(uri.path) && (uri.scheme === 'file' || workspace.getWorkspaceFolder(uri) !== undefined);
}

/** A unit with its plan, and the target it is for. */
export interface Planned {
  readonly uri: string;
  readonly plan: Plan;
  readonly chosen: Chosen;
  readonly subject: Subject;
}

/** What every command on a unit needs first; undefined after the person was told what is missing. */
export async function plannedSubject(app: App, argument: unknown): Promise<Planned | undefined> {
  // What is in front now: while a machine far away is asked, the person may go on to another file.
  const meant = meantUri(app, argument);
  const chosen = await readyTarget(app);
  if (chosen === undefined) return undefined;
  const installed = installedUnit(argument);
  if (installed !== undefined) {
    const plan = installedPlan(installed.state, chosen.target.manager);
    return { uri: installed.uri, plan, chosen, subject: subjectOf(app, plan, chosen) };
  }
  const uri = meant ?? (await askForSocket(app));
  if (uri === undefined) return undefined;
  const plan = await app.server.request('systemd/plan', { textDocument: { uri }, manager: chosen.target.manager });
  if (plan === null || !isUnitName(plan.start)) {
    void window.showErrorMessage(
      app.t('{0} cannot be started. A drop-in for all units of a type does not belong to a single unit.', nameOf(uri)),
    );
    return undefined;
  }
  const warning = acrossFolders(plan, (file) => workspace.getWorkspaceFolder(Uri.parse(file))?.name, app.t);
  const warned = warning === undefined ? plan : { ...plan, blockers: [...plan.blockers, warning] };
  return { uri, plan: warned, chosen, subject: subjectOf(app, plan, chosen) };
}

/** The unit of the target that a row of a view is about, with the address of its file, which is empty on another machine. */
export function installedUnit(argument: unknown): { readonly state: UnitState; readonly uri: string } | undefined {
  const { installed, uri } = (argument ?? {}) as { installed?: UnitState; uri?: string };
  return typeof installed === 'object' ? { state: installed, uri: uri ?? '' } : undefined;
}

export function subjectOf(app: App, plan: Plan, { target }: Chosen): Subject {
  const { start, service, accept, commands } = plan;
  const main = commands.findLast(({ unit, directive }) => unit === service && directive === 'ExecStart');
  const place = machinePhrase(target, app.t);
  return { unit: start, service, accept, place, ignoresExit: main?.ignoresFailure ?? false };
}

/** The target, after it was checked that programs may be run. */
export async function readyTarget(app: App): Promise<Chosen | undefined> {
  return (await mayRunPrograms(app)) ? app.targets?.current() : undefined;
}

/** Whether programs can and may be run; if not, the person was told. */
export async function mayRunPrograms(app: App): Promise<boolean> {
  if (app.machine === undefined) {
    // A notification without buttons shows one line only.
    const detail = app.t('Open the folder in VS Code on the desktop, or on a remote Linux machine.');
    const message = app.t('A browser cannot run programs, so units cannot be deployed from here.');
    void window.showWarningMessage(message, { modal: true, detail });
    return false;
  }
  if (!workspace.isTrusted) {
    const manage = app.t('Manage Trust');
    const message = app.t('This workspace is not trusted, so nothing in it is run or installed.');
    if ((await window.showWarningMessage(message, manage)) === manage) {
      await commands.executeCommand('workbench.trust.manage');
    }
    return false;
  }
  return true;
}

/** Saves what the plan installs and runs, so that the editor, the disk and the target agree. False if a file could not be saved. */
export async function saveFiles({ files, handlers }: Plan): Promise<boolean> {
  return saveDocuments([...files.map(({ source }) => source), ...handlers.map(({ file }) => file)]);
}

/** Saves those of the documents that are edited, by what the server calls them. False if one could not be saved. */
export async function saveDocuments(uris: readonly string[]): Promise<boolean> {
  for (const document of openAmong(uris, workspace.textDocuments, (uri) => Uri.parse(uri).toString())) {
    if (document.isDirty && !(await document.save())) return false;
  }
  return true;
}

function isUri(value: unknown): value is Uri {
  return typeof value === 'object' && value !== null && 'scheme' in value && 'path' in value;
}

function nameOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
