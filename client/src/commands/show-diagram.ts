import { type WebviewPanel, window, workspace } from 'vscode';
import { whileVisible } from '../editor/while-visible.ts';
import type { Target } from '../manager/target.ts';
import { readInstances, readState, type UnitState } from '../manager/unit-state.ts';
import { diagramHtml } from '../views/diagram-html.ts';
import { besideColumn } from '../views/text-pages.ts';
import type { App } from './app.ts';
import { subjectUri } from './subject.ts';

/** Shows the chain of an activation: who connects, what listens, what is started, what it runs. It follows what changes. */
export async function showDiagram(app: App, argument: unknown): Promise<void> {
  const uri = await subjectUri(app, argument);
  if (uri === undefined) return;
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const first = await picture(app, uri, nonce);
  if (first === undefined) return;
  const title = app.t('Activation of {0}', first.unit);
  const panel = window.createWebviewPanel('systemd.diagram', title, besideColumn(), { enableScripts: false });
  panel.webview.html = first.html;
  follow(app, panel, first, () => picture(app, uri, nonce));
}

interface Picture {
  readonly html: string;
  /** The unit that is started. */
  readonly unit: string;
  /** Its manager, and what that says of it; undefined where none can be asked. */
  readonly seen: { readonly target: Target; readonly state: UnitState } | undefined;
}

/** Undefined for a document that belongs to no single unit. */
async function picture(app: App, uri: string, nonce: string): Promise<Picture | undefined> {
  const chosen = workspace.isTrusted ? await app.targets?.current() : undefined;
  const manager = chosen?.target.manager ?? 'system';
  const plan = await app.server.request('systemd/plan', { textDocument: { uri }, manager });
  if (plan === null) return undefined;
  const target = chosen?.reach.kind === 'reachable' && chosen.target.kind !== 'dry-run' ? chosen.target : undefined;
  const state = target && (await readState(target, plan.start, { routine: true }));
  const template = plan.accept ? plan.service : undefined;
  const instances =
    target && template !== undefined ? await readInstances(target, template, { routine: true }) : undefined;
  const known = state?.kind === 'ok' ? state.value : undefined;
  const html = diagramHtml(plan, known, instances?.kind === 'ok' ? instances.value : [], nonce, app.t);
  return { html, unit: plan.start, seen: target && known && { target, state: known } };
}

/** Draws the picture again when a file or the unit's state has changed, for as long as it is there. */
function follow(app: App, panel: WebviewPanel, first: Picture, look: () => Promise<Picture | undefined>): void {
  let shown = first;
  const draw = async () => {
    const now = await look();
    if (now === undefined) return;
    if (now.html !== shown.html) panel.webview.html = now.html;
    shown = now;
    looking.wake();
  };
  const looking = whileVisible(
    () => panel.visible && shown.seen !== undefined,
    async () => {
      const { seen, unit } = shown;
      const state = seen && (await readState(seen.target, unit, { routine: true }));
      if (state?.kind !== 'ok') return false;
      // Of an instance that comes or goes its socket counts the connection.
      if (JSON.stringify(state.value) !== JSON.stringify(seen?.state)) await draw();
      return true;
    },
  );
  const listeners = [
    looking,
    panel.onDidChangeViewState(() => looking.wake()),
    app.onStateChanged(() => void draw()),
    app.server.onUnitsChanged(() => void draw()),
  ];
  panel.onDidDispose(() => {
    for (const listener of listeners) listener.dispose();
  });
  looking.wake();
}
