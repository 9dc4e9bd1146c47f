import { Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { Plan } from '../../../server/src/protocol/plan.ts';
import { managed } from '../editor/target-choice.ts';
import { whileVisible } from '../editor/while-visible.ts';
import { journalOf } from '../manager/journal.ts';
import type { Target } from '../manager/target.ts';
import { runsIn, type UnitRun } from '../manager/unit-runs.ts';
import { instancesOf, readInstances, readStates } from '../manager/unit-state.ts';
import { type FromPage, pictureBody, pictureFile, pictureHtml } from '../views/picture/page.ts';
import { type Scene, sceneOf } from '../views/picture/scene.ts';
import { pageColumn } from '../views/text-pages.ts';
import type { App } from './app.ts';
import { subjectUri } from './subject.ts';

/** Shows the chain of an activation: who connects, what listens, what is started, what it is handed. It follows what changes. */
export async function showDiagram(app: App, argument: unknown): Promise<void> {
  const uri = await subjectUri(app, argument);
  if (uri === undefined) return;
  const first = await look(app, uri);
  if (first === undefined) return;
  const title = app.t('Activation of {0}', first.scene.title);
  const panel = window.createWebviewPanel('systemd.diagram', title, await pageColumn(), {
    enableScripts: true,
    localResourceRoots: [],
  });
  app.pictures.set(panel, uri);
  panel.onDidDispose(() => app.pictures.delete(panel));
  follow(app, panel, first, () => look(app, uri));
}

interface Look {
  readonly scene: Scene;
  /** Where to look for changes, and what was there; undefined where no manager can be asked. */
  readonly glance: { readonly target: Target; readonly units: readonly string[]; readonly states: string } | undefined;
}

/** Undefined for a document that belongs to no single unit. */
async function look(app: App, uri: string): Promise<Look | undefined> {
  const chosen = workspace.isTrusted ? await app.targets?.current() : undefined;
  const manager = chosen?.target.manager ?? 'system';
  const plan = await app.server.request('systemd/plan', { textDocument: { uri }, manager });
  if (plan === null) return undefined;
  const busy = app.underWay.has(plan.start);
  const target = chosen && managed(chosen);
  if (target === undefined) {
    return { scene: sceneOf({ plan, socket: undefined, services: [], runs: [], busy }, app.t), glance: undefined };
  }
  const template = plan.accept ? plan.service : undefined;
  const units = [plan.start, ...(plan.service === undefined || plan.accept ? [] : [plan.service])];
  const states = await readStates(target, units, { routine: true });
  const [socket, service] = states.kind === 'ok' ? states.value : [];
  const instances = template === undefined ? undefined : await readInstances(target, template, { routine: true });
  const services = instances?.kind === 'ok' ? instances.value : service === undefined ? [] : [service];
  const runs = await lastRuns(target, plan);
  return {
    scene: sceneOf({ plan, socket, services, runs, busy }, app.t),
    glance: { target, units, states: JSON.stringify([socket, service]) },
  };
}

/** The last runs of what the socket starts, newest first. */
async function lastRuns(target: Target, { service, accept }: Plan): Promise<readonly UnitRun[]> {
  if (service === undefined) return [];
  const read = await journalOf(target, [accept ? instancesOf(service) : service], JOURNAL_LINES);
  return read.kind === 'ok' ? runsIn(read.value.entries).toReversed().slice(0, MOST_RUNS) : [];
}

const JOURNAL_LINES = 300;
const MOST_RUNS = 10;

/** Draws the picture again when a file or a unit's state has changed, for as long as it is there. */
function follow(app: App, panel: WebviewPanel, first: Look, again: () => Promise<Look | undefined>): void {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  let shown = first;
  // A page that was hidden is made anew from what was given last as a whole.
  let whole = '';
  const show = () => {
    whole = pictureBody(shown.scene, app.t);
    panel.webview.html = pictureHtml(shown.scene, nonce, app.t);
  };
  const draw = async () => {
    const now = await again();
    if (now === undefined) return;
    shown = now;
    const body = pictureBody(now.scene, app.t);
    if (panel.visible) await panel.webview.postMessage({ body });
    looking.wake();
  };
  // The last words of a run reach the journal a moment after its end has reached the manager.
  let settled = true;
  const looking = whileVisible(
    () => panel.visible && shown.glance !== undefined,
    async () => {
      const { glance } = shown;
      const states = glance && (await readStates(glance.target, glance.units, { routine: true }));
      if (states?.kind !== 'ok') return false;
      const [socket, service] = states.value;
      const changed = JSON.stringify([socket, service]) !== glance?.states;
      if (changed || !settled) await draw();
      settled = !changed;
      return true;
    },
  );
  const listeners = [
    looking,
    panel.onDidChangeViewState(() => {
      if (panel.visible && pictureBody(shown.scene, app.t) !== whole) show();
      looking.wake();
    }),
    panel.webview.onDidReceiveMessage((message: FromPage) => void answer(app, shown.scene, message)),
    app.onStateChanged(() => void draw()),
    app.underWay.onChange(() => void draw()),
    app.server.onUnitsChanged(() => void draw()),
  ];
  panel.onDidDispose(() => {
    for (const listener of listeners) listener.dispose();
  });
  show();
  looking.wake();
}

/** Does what was chosen on the page. It can name a box of the scene, and nothing else. */
async function answer(app: App, scene: Scene, message: FromPage): Promise<void> {
  if ('open' in message) {
    const file = scene.boxes[message.open]?.file;
    if (file !== undefined) await window.showTextDocument(Uri.parse(file), { viewColumn: ViewColumn.One });
    return;
  }
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = await window.showSaveDialog({
    title: app.t('Save as SVG'),
    filters: { SVG: ['svg'] },
    ...(folder && { defaultUri: Uri.joinPath(folder, `${scene.title}.svg`) }),
  });
  if (file !== undefined) await workspace.fs.writeFile(file, new TextEncoder().encode(pictureFile(scene, app.t)));
}
