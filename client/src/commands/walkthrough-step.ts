import { type CodeAction, CodeActionKind, commands, languages, Range, Selection, Uri, window, workspace } from 'vscode';
import type { WalkthroughStep } from '../editor/walkthrough-steps.ts';
import { listed } from '../l10n.ts';
import { readInstances, readState } from '../manager/unit-state.ts';
import { SAMPLE_SOCKET, SAMPLE_TEMPLATE } from '../new-unit/sample.ts';
import { activateSocket } from './activate-socket.ts';
import type { App } from './app.ts';
import { findSample, openSample, showBeside } from './open-sample.ts';
import { sendTestRequest } from './send-test-request.ts';
import { plannedSubject } from './subject.ts';
import { tellFailure } from './tell-failure.ts';
import { undeployUnit } from './undeploy-unit.ts';

type Act = (app: App, socket: Uri) => Promise<unknown>;

/** What the button of each step does with the sample's socket. The first step makes it, by a command of its own. */
const ACTS: Readonly<Record<Exclude<WalkthroughStep, 'sample'>, Act>> = {
  error: showError,
  fix: createTemplate,
  activate: (app, socket) => activateSocket(app, socket),
  request: (app, socket) => sendTestRequest(app, socket),
  reply: showReply,
  idle: showRunning,
  remove: takeAway,
};

/** Does a step of the walkthrough, by its name, with the sample of the workspace; without one, it is made first. */
export async function walkthroughStep(app: App, step: unknown): Promise<unknown> {
  if (typeof step !== 'string' || !isStep(step)) return undefined;
  const socket = await findSample();
  if (socket !== undefined) return ACTS[step](app, socket);
  const create = app.t('Create Sample');
  const message = app.t('The sample is not in this workspace. Create it first.');
  const answer = await window.showInformationMessage(message, create);
  return answer === create ? openSample(app, 'walkthrough') : undefined;
}

function isStep(step: string): step is keyof typeof ACTS {
  return Object.hasOwn(ACTS, step);
}

async function showError(_: App, socket: Uri): Promise<void> {
  const editor = await showBeside(socket);
  const line = lineOfAccept(editor.document.getText());
  editor.selection = new Selection(line, 0, line, 0);
  editor.revealRange(editor.selection);
  await findings(socket);
  // The page of the walkthrough takes the focus when the animation of a step ends, and the command looks at the editor that has it.
  await showBeside(socket);
  await commands.executeCommand('editor.action.marker.next');
}

/** Applies the fix that creates the template and a handler in Python, as the light bulb would; shows what there is where it is not offered. */
async function createTemplate(_: App, socket: Uri): Promise<void> {
  const editor = await showBeside(socket);
  const line = lineOfAccept(editor.document.getText());
  const place = new Range(line, 0, line, 0);
  editor.selection = new Selection(place.start, place.end);
  await findings(socket);
  const actions = await commands.executeCommand<readonly CodeAction[]>(
    'vscode.executeCodeActionProvider',
    socket,
    place,
    CodeActionKind.QuickFix.value,
    MOST_FIXES,
  );
  const fix = actions.find(({ title }) => title.includes(SAMPLE_TEMPLATE) && title.includes('Python'));
  if (fix?.edit === undefined || !(await workspace.applyEdit(fix.edit, SAVED))) {
    await commands.executeCommand('editor.action.quickFix');
    return;
  }
  await showBeside(Uri.joinPath(socket, '..', SAMPLE_TEMPLATE));
}

/** As for edits of the light bulb, VS Code saves the files that it has changed. */
const SAVED = { isRefactoring: true };

/** Actions of one place that are looked at; the one that is wanted is among the first. */
const MOST_FIXES = 20;

/** Resolves when something is found in a document, or after a while: in a folder that was just opened the server is still starting. */
async function findings(uri: Uri): Promise<void> {
  const some = () => languages.getDiagnostics(uri).length > 0;
  if (some()) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      listener.dispose();
      clearTimeout(timer);
      resolve();
    };
    const listener = languages.onDidChangeDiagnostics(() => {
      if (some()) done();
    });
    const timer = setTimeout(done, PATIENCE);
  });
}

/** How long, in milliseconds, a button waits for findings. */
const PATIENCE = 5000;

/** The line of the sample that is in error, as it was created; the first one where the person has taken it away. */
function lineOfAccept(text: string): number {
  return Math.max(
    0,
    text.split('\n').findIndex((line) => line.startsWith('Accept')),
  );
}

async function showReply(app: App, socket: Uri): Promise<void> {
  const page = workspace.textDocuments.findLast(
    ({ uri }) => uri.scheme === 'systemd-reply' && app.pages.unitOf(uri) === socket.toString(),
  );
  if (page === undefined) return sendTestRequest(app, socket);
  await showBeside(page.uri);
  app.walkthrough.reached('reply', SAMPLE_SOCKET);
}

/** Says which instances of the template are running: none, as each ends with its connection. */
async function showRunning(app: App, socket: Uri): Promise<void> {
  const planned = await plannedSubject(app, socket);
  if (planned === undefined) return;
  const { target } = planned.chosen;
  if (target.kind === 'dry-run') {
    app.walkthrough.reached('idle', SAMPLE_SOCKET);
    void window.showInformationMessage(
      app.t('Only systemd-socket-activate runs, in its terminal. It listens, and nothing else does.'),
    );
    return;
  }
  const state = await readState(target, SAMPLE_SOCKET);
  if (state.kind === 'ok' && state.value.active !== 'active') {
    const activate = app.t('Activate Socket');
    const message = app.t('{0} is not active.', SAMPLE_SOCKET);
    if ((await window.showInformationMessage(message, activate)) === activate) await activateSocket(app, socket);
    return;
  }
  const instances = await readInstances(target, SAMPLE_TEMPLATE);
  if (instances.kind !== 'ok') return tellFailure(app, planned, 'look', instances, () => showRunning(app, socket));
  const running = instances.value.filter(({ active }) => active !== 'inactive' && active !== 'failed');
  if (running.length > 0) {
    const names = listed(
      running.map(({ unit }) => unit),
      app.t,
    );
    void window.showInformationMessage(app.t('Still running, until its connection ends: {0}.', names));
    return;
  }
  app.walkthrough.reached('idle', SAMPLE_SOCKET);
  const message = app.t(
    'No process of {0} is running. systemd itself holds the port, and starts one when somebody connects.',
    SAMPLE_SOCKET,
  );
  void window.showInformationMessage(message);
}

/** Stops the socket and removes what was deployed, or ends the dry run. The files of the workspace stay. */
async function takeAway(app: App, socket: Uri): Promise<void> {
  if (!app.dryRuns.running(SAMPLE_SOCKET)) return undeployUnit(app, socket);
  app.dryRuns.stop(SAMPLE_SOCKET);
  app.walkthrough.reached('remove', SAMPLE_SOCKET);
}
